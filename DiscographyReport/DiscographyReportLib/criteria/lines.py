# SPDX-License-Identifier: Apache-2.0
"""On which line of a JSON text each field stands."""

import json
import re
from collections.abc import Iterator
from typing import NamedTuple

_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\],:]|[^\s{}\[\],:"]+')
Token = tuple[str, int]


class FieldLines(NamedTuple):
    """Lines by path (``outcomes[2].name``; ``""`` is the whole), and the paths that stand twice."""

    lines: dict[str, int]
    repeated: tuple[str, ...]

    def of(self, path: str) -> int:
        """The line of a field; of what it would stand in, if it is not there."""
        while path and path not in self.lines:
            path = path[: max(path.rfind("."), path.rfind("["), 0)]
        return self.lines.get(path, 1)


def field_lines(text: str) -> FieldLines:
    """Walk a text that is known to be valid JSON."""
    lines: dict[str, int] = {}
    repeated: list[str] = []
    tokens = _tokens(text)
    _value(next(tokens), tokens, "", lines, repeated)
    return FieldLines(lines, tuple(repeated))


def _tokens(text: str) -> Iterator[Token]:
    line, at = 1, 0
    for found in _TOKEN.finditer(text):
        line += text.count("\n", at, found.start())
        at = found.start()
        yield found.group(), line


def _value(token: Token, tokens: Iterator[Token], path: str, lines: dict[str, int], repeated: list[str]) -> None:
    lines.setdefault(path, token[1])
    if token[0] == "{":
        _object(tokens, path, lines, repeated)
    elif token[0] == "[":
        _list(tokens, path, lines, repeated)


def _object(tokens: Iterator[Token], path: str, lines: dict[str, int], repeated: list[str]) -> None:
    for name, line in tokens:
        if name == "}":
            return
        if name == ",":
            continue
        key = json.loads(name)
        below = f"{path}.{key}" if path else key
        if below in lines:
            repeated.append(below)
        lines[below] = line
        next(tokens)
        _value(next(tokens), tokens, below, lines, repeated)


def _list(tokens: Iterator[Token], path: str, lines: dict[str, int], repeated: list[str]) -> None:
    position = 0
    for token in tokens:
        if token[0] == "]":
            return
        if token[0] == ",":
            continue
        _value(token, tokens, f"{path}[{position}]", lines, repeated)
        position += 1
