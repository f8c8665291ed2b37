# SPDX-License-Identifier: Apache-2.0
"""The JSON document of a report: versioned, exact, and strict.

Numbers are read as decimals: what stands in the file is what the report holds. ``null`` and a missing key both mean
*not recorded*. An unknown key or version is an error, never dropped.
"""

import json
from dataclasses import MISSING, fields
from datetime import datetime
from decimal import Decimal
from enum import Enum
from typing import Any

from ..texts import N_, _
from . import values
from .errors import ModelError
from .record import Record, Shape, shapes
from .report import Report

FORMAT = "discography-report"
VERSION = 1
_MOST_DIGITS = 200
IS_MISSING = N_("is missing; every report needs it")


class DocumentError(ValueError):
    """A document that cannot be read: one sentence."""


def to_json(report: Report) -> str:
    """The document as text; the same report always gives the same text."""
    content = {"format": FORMAT, "version": VERSION, "report": plain(report)}
    return json.dumps(content, indent=2, ensure_ascii=False) + "\n"


def from_json(document: str | bytes) -> Report:
    """Read a document; ``DocumentError`` says what is wrong and where."""
    content = _parse(document)
    if not isinstance(content, dict) or content.get("format") != FORMAT:
        raise DocumentError(
            _('this is not a discography report: its "format" should be "{format}"').format(format=FORMAT)
        )
    _check_version(content.get("version"))
    unknown = sorted(set(content) - {"format", "version", "report"})
    if unknown:
        raise DocumentError(
            _('unknown field "{unknown}" at the top of the document; remove it').format(unknown=unknown[0])
        )
    try:
        report: Report = from_plain(content.get("report"), Report)
        return report
    except ModelError as error:
        raise DocumentError(str(error)) from None


def _parse(document: str | bytes) -> Any:
    try:
        text = document.decode("utf-8") if isinstance(document, bytes) else document
        return json.loads(
            text, parse_float=Decimal, parse_int=_whole, parse_constant=_no_constant, object_pairs_hook=_unique
        )
    except UnicodeDecodeError:
        raise DocumentError(_("the file is not UTF-8 text; save it as UTF-8")) from None
    except json.JSONDecodeError as error:
        raise DocumentError(
            _("not valid JSON at line {lineno}, column {colno}: {msg}").format(
                lineno=error.lineno, colno=error.colno, msg=error.msg
            )
        ) from None
    except RecursionError:
        raise DocumentError(_("the JSON is nested too deeply to be a report")) from None
    except ValueError as error:
        raise DocumentError(_("not valid JSON: {error}").format(error=error)) from None


def _whole(digits: str) -> int:
    """Python refuses to read thousands of digits; the first of them are enough for the record to refuse the field."""
    return int(digits[:_MOST_DIGITS])


def _no_constant(name: str) -> None:
    raise DocumentError(_("{name} is not a number that a report can hold; leave the field out").format(name=name))


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    content = dict(pairs)
    if len(content) != len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise DocumentError(_('the field "{twice}" stands twice in one object; keep one').format(twice=twice))
    return content


def _check_version(version: object) -> None:
    if isinstance(version, int) and not isinstance(version, bool) and version > VERSION:
        raise DocumentError(
            _("document version {version} is newer than this program reads ({ours}); update it").format(
                version=version, ours=VERSION
            )
        )
    if version != VERSION or isinstance(version, bool):
        raise DocumentError(
            _('unknown document version {version!r}; "version" should be {ours}').format(version=version, ours=VERSION)
        )


def plain(value: Any) -> Any:
    """A record as dictionaries, lists, texts, numbers; fields at their default are left out."""
    if isinstance(value, Record):
        return {f.name: plain(getattr(value, f.name)) for f in fields(value) if not _is_default(f, value)}
    if isinstance(value, tuple):
        return [plain(item) for item in value]
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Decimal):
        return _number(value)
    return value.isoformat() if isinstance(value, datetime) else value


def _number(value: Decimal) -> int | float:
    """16 characters with a point are at most 15 digits, which a double gives back exactly."""
    return int(value) if value == value.to_integral_value() else float(value)


def _is_default(field: Any, record: Record) -> bool:
    value = getattr(record, field.name)
    if field.default is not MISSING:
        return bool(value == field.default)
    return field.default_factory is not MISSING and bool(value == field.default_factory())


def from_plain(content: object, record: type) -> Any:
    """Build a record from what ``plain`` made; ``ModelError`` carries the path of what is wrong."""
    if not isinstance(content, dict):
        raise ModelError("", _("expected an object with fields, got {content!r}").format(content=content))
    known = shapes(record)
    unknown = sorted(set(content) - set(known))
    if unknown:
        raise ModelError(
            unknown[0], _("unknown field; {kind} has: {known}").format(kind=record.__name__, known=", ".join(known))
        )
    arguments = {name: _read_field(content[name], known[name], name) for name in content if content[name] is not None}
    missing = [f.name for f in fields(record) if _is_required(f) and f.name not in arguments]
    if missing:
        raise ModelError(missing[0], _(IS_MISSING))
    return record(**arguments)


def _is_required(field: Any) -> bool:
    return field.default is MISSING and field.default_factory is MISSING


def _read_field(content: Any, form: Shape, name: str) -> Any:
    try:
        if not form.many:
            return _read_one(content, form)
        if not isinstance(content, list):
            raise ModelError("", _("expected a list, got {content!r}").format(content=content))
        return tuple(_read_item(item, form, position) for position, item in enumerate(content))
    except ModelError as error:
        raise error.below(name) from None


def _read_item(content: Any, form: Shape, position: int) -> Any:
    try:
        return _read_one(content, form)
    except ModelError as error:
        raise error.below(f"[{position}]") from None


def _read_one(content: Any, form: Shape) -> Any:
    if form.is_record:
        return from_plain(content, form.kind)
    if form.kind is datetime:
        return _read_moment(content)
    if form.kind in (int, Decimal, values.Coordinate) and isinstance(content, str):
        raise ModelError(
            "", _('expected a number, got the text "{content}"; remove the quotation marks').format(content=content)
        )
    return content


def _read_moment(content: object) -> datetime:
    try:
        return datetime.fromisoformat(content)  # type: ignore[arg-type]
    except (TypeError, ValueError):
        raise ModelError(
            "", _("expected a date and time such as 2026-10-14T10:12:04, got {content!r}").format(content=content)
        ) from None
