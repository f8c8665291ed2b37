# SPDX-License-Identifier: Apache-2.0
"""Read a rule set from its JSON form; what is wrong is named with its line and field."""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

from ..model.document import from_plain
from ..model.errors import ModelError
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
        raise RuleSetError(f'{name}, line {line}, id: "{rules.id}" belongs to the module; give yours an id of its own')
    return rules


def read_rule_set(text: str, name: str) -> RuleSet:
    """A rule set from its JSON text; ``name`` is the file's name for messages."""
    content = _parse(text, name)
    where = field_lines(text)
    if where.repeated:
        path = where.repeated[0]
        raise RuleSetError(f"{name}, line {where.of(path)}, {path}: stands twice; keep one")
    try:
        return _build(content)
    except ModelError as error:
        raise RuleSetError(_located(name, where, error)) from None


def _text_of(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise RuleSetError(f"{path.name} is not UTF-8 text; save it as UTF-8") from None
    except OSError as error:
        raise RuleSetError(f"{path.name} cannot be read: {error.strerror}") from None


def _parse(text: str, name: str) -> Any:
    try:
        return json.loads(text, parse_float=Decimal, parse_constant=Decimal)
    except json.JSONDecodeError as error:
        problem = f"not valid JSON: {error.msg}"
        raise RuleSetError(f"{name}, line {error.lineno}, column {error.colno}: {problem}") from None
    except RecursionError:
        raise RuleSetError(f"{name} is nested too deeply to be a rule set") from None
    except ValueError as error:
        raise RuleSetError(f"{name} is not valid JSON: {error}") from None


def _build(content: Any) -> RuleSet:
    if not isinstance(content, dict) or content.get("format") != FORMAT:
        raise ModelError("format", f'this is no rule set: "format" should be "{FORMAT}"')
    version = content.get("format_version")
    if version != FORMAT_VERSION or isinstance(version, bool):
        raise ModelError("format_version", f"{version!r} is not read by this program; it should be {FORMAT_VERSION}")
    fields = {key: value for key, value in content.items() if key not in ("format", "format_version")}
    rules: RuleSet = from_plain(fields, RuleSet)
    return rules


def _located(name: str, where: FieldLines, error: ModelError) -> str:
    field = f", {error.where}" if error.where else ""
    problem = error.problem.replace("every report needs", "every rule set needs")
    return f"{name}, line {where.of(error.where)}{field}: {problem}"
