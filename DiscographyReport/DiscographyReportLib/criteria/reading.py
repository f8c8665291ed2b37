# SPDX-License-Identifier: Apache-2.0
"""Read a rule set from its JSON form; what is wrong is named with its line and field."""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

from ..model.document import IS_MISSING, from_plain
from ..model.errors import ModelError
from ..texts import _
from .lines import FieldLines, field_lines
from .rulesets import OWN_IDS, RuleSet

FORMAT = "discography-rule-set"
FORMAT_VERSION = 1


class RuleSetError(ValueError):
    """A rule set that cannot be used: one sentence."""


def load_rule_set(source: str | Path) -> RuleSet:
    """A site's own rule set, from a file (``Path``) or from its text; ``RuleSetError`` names line and field.

    The ids of the module's own rule sets are refused: those are never edited.
    """
    text, name = (_text_of(source), source.name) if isinstance(source, Path) else (source, "rule set")
    rules = read_rule_set(text, name)
    if rules.id in OWN_IDS:
        line = field_lines(text).of("id")
        raise RuleSetError(
            _('{name}, line {line}, id: "{id}" belongs to the module; give yours an id of its own').format(
                name=name, line=line, id=rules.id
            )
        )
    return rules


def read_rule_set(text: str, name: str) -> RuleSet:
    """A rule set from its JSON text; ``name`` is the file's name for messages."""
    content = _parse(text, name)
    where = field_lines(text)
    if where.repeated:
        path = where.repeated[0]
        raise RuleSetError(
            _("{name}, line {line}, {path}: stands twice; keep one").format(name=name, line=where.of(path), path=path)
        )
    try:
        return _build(content)
    except ModelError as error:
        raise RuleSetError(_located(name, where, error)) from None


def _text_of(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise RuleSetError(_("{name} is not UTF-8 text; save it as UTF-8").format(name=path.name)) from None
    except OSError as error:
        raise RuleSetError(_("{name} cannot be read: {reason}").format(name=path.name, reason=error.strerror)) from None


def _parse(text: str, name: str) -> Any:
    try:
        return json.loads(text, parse_float=Decimal, parse_constant=Decimal)
    except json.JSONDecodeError as error:
        problem = _("not valid JSON: {msg}").format(msg=error.msg)
        raise RuleSetError(
            _("{name}, line {lineno}, column {colno}: {problem}").format(
                name=name, lineno=error.lineno, colno=error.colno, problem=problem
            )
        ) from None
    except RecursionError:
        raise RuleSetError(_("{name} is nested too deeply to be a rule set").format(name=name)) from None
    except ValueError as error:
        raise RuleSetError(_("{name} is not valid JSON: {error}").format(name=name, error=error)) from None


def _build(content: Any) -> RuleSet:
    if not isinstance(content, dict) or content.get("format") != FORMAT:
        raise ModelError("format", _('this is no rule set: "format" should be "{format}"').format(format=FORMAT))
    version = content.get("format_version")
    if version != FORMAT_VERSION or isinstance(version, bool):
        raise ModelError(
            "format_version",
            _("{version!r} is not read by this program; it should be {format_version}").format(
                version=version, format_version=FORMAT_VERSION
            ),
        )
    fields = {key: value for key, value in content.items() if key not in ("format", "format_version")}
    rules: RuleSet = from_plain(fields, RuleSet)
    return rules


def _located(name: str, where: FieldLines, error: ModelError) -> str:
    field = f", {error.where}" if error.where else ""
    problem = _("is missing; every rule set needs it") if error.problem == _(IS_MISSING) else error.problem
    return _("{name}, line {line}{field}: {problem}").format(
        name=name, line=where.of(error.where), field=field, problem=problem
    )
