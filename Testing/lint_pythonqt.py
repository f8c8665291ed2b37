# SPDX-License-Identifier: Apache-2.0
"""What the test host cannot see: code that works with PySide6 and not with Slicer's PythonQt. Read from source.

PQ1  import qt and ctk, never PySide or PyQt
PQ2  isinstance and issubclass with a Qt class: PythonQt's classes do not inherit from each other
PQ3  keyword arguments in a Qt call
PQ4  a string given to connect or disconnect that is no signal signature
PQ5  exec: a Python word in the past, exec_ in PythonQt
PQ6  super() for anything but __init__ in a class that derives from Qt: PythonQt's methods are not in its classes
PQ7  an enum written with its scope, or with .value or .name
PQ8  a class or signal that Qt 5.15 or Qt 6 lacks
"""

import ast
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

ROOTS = {"qt", "ctk"}
SLICER_WIDGET = re.compile(r"q(MRML|Slicer)[A-Z]")
OTHER_BINDINGS = re.compile(r"(PySide|PyQt|shiboken)")
SIGNATURE = re.compile(r"\w+\([\w:,*<> ]*\)")
# qt.<class>.<value> is unscoped; one part more is scoped.
LONGEST_UNSCOPED = 3
NOT_IN_BOTH = {"QRegExp", "QRegExpValidator", "QDesktopWidget", "QStringRef", "QGLWidget", "QSound", "QTextCodec"}
NOT_IN_BOTH |= {"QLinkedList", "QMatrix"}
SIGNALS_NOT_IN_BOTH = re.compile(
    r"(currentIndexChanged|activated|highlighted|mapped)\(QString\)|checkStateChanged\(.*\)"
)


@dataclass(frozen=True)
class Finding:
    """One offence: the rule, the line, and what to write instead."""

    rule: str
    line: int
    text: str


def dotted(node: ast.AST) -> list[str]:
    """a.b.c as ["a", "b", "c"]; [] for what is no plain name."""
    parts: list[str] = []
    while isinstance(node, ast.Attribute):
        parts.append(node.attr)
        node = node.value
    return [node.id, *reversed(parts)] if isinstance(node, ast.Name) else []


def is_qt(name: list[str]) -> bool:
    """Whether a dotted name is Qt's, CTK's or one of Slicer's widgets."""
    return len(name) > 1 and (name[0] in ROOTS or (name[0] == "slicer" and bool(SLICER_WIDGET.match(name[-1]))))


def other_bindings(node: ast.AST) -> Iterator[str]:
    """PQ1."""
    names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
    if isinstance(node, ast.ImportFrom):
        names = [node.module or ""]
    if any(OTHER_BINDINGS.match(name) for name in names):
        yield "import qt and ctk, never PySide or PyQt"


def kind_checks(node: ast.AST) -> Iterator[str]:
    """PQ2."""
    if not isinstance(node, ast.Call) or dotted(node.func) not in (["isinstance"], ["issubclass"]):
        return
    kinds = [part for argument in node.args[1:] for part in ast.walk(argument)]
    if any(is_qt(dotted(kind)) for kind in kinds):
        yield 'PythonQt\'s classes do not inherit from each other: use inherits("QWidget") or className()'


def keywords(node: ast.AST) -> Iterator[str]:
    """PQ3."""
    if isinstance(node, ast.Call) and node.keywords and is_qt(dotted(node.func)):
        yield "Qt calls take no keyword arguments"


def _literal_signature(node: ast.AST) -> str | None:
    if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute) or not node.args:
        return None
    first = node.args[0]
    is_text = isinstance(first, ast.Constant) and isinstance(first.value, str)
    return first.value if node.func.attr in ("connect", "disconnect") and is_text else None


def signatures(node: ast.AST) -> Iterator[str]:
    """PQ4."""
    signature = _literal_signature(node)
    if signature is not None and not SIGNATURE.fullmatch(signature):
        yield f"not a signal signature: {signature!r}"


def plain_exec(node: ast.AST) -> Iterator[str]:
    """PQ5."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "exec":
        yield "use exec_()"


def _is_super(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and dotted(node.func) == ["super"]


def base_calls(node: ast.AST) -> Iterator[str]:
    """PQ6."""
    if not isinstance(node, ast.ClassDef) or not any(is_qt(dotted(base)) for base in node.bases):
        return
    for part in ast.walk(node):
        if isinstance(part, ast.Attribute) and _is_super(part.value) and part.attr != "__init__":
            yield f"write {'.'.join(dotted(node.bases[0]))}.{part.attr}(self, ...): super() does not find it"
        if _is_super(part) and part.args and is_qt(dotted(part.args[0])):
            yield "super(qt.X, self) skips a class that only one of the bindings has"


def enums(node: ast.AST) -> Iterator[str]:
    """PQ7."""
    name = dotted(node) if isinstance(node, ast.Attribute) else []
    if name[:1] == ["qt"] and (len(name) > LONGEST_UNSCOPED or (len(name) > 1 and name[-1] in ("value", "name"))):
        yield f"{'.'.join(name)}: write enums without scope (qt.Qt.AlignLeft), .value and .name"


def one_qt_only(node: ast.AST) -> Iterator[str]:
    """PQ8."""
    name = dotted(node) if isinstance(node, ast.Attribute) else []
    if name[:1] == ["qt"] and len(name) == 2 and name[1] in NOT_IN_BOTH:
        yield f"{'.'.join(name)} is not in both Qt 5.15 and Qt 6"
    signature = _literal_signature(node)
    if signature is not None and SIGNALS_NOT_IN_BOTH.fullmatch(signature):
        yield f"{signature} is not in both Qt 5.15 and Qt 6"


RULES: dict[str, Callable[[ast.AST], Iterator[str]]] = {
    "PQ1": other_bindings,
    "PQ2": kind_checks,
    "PQ3": keywords,
    "PQ4": signatures,
    "PQ5": plain_exec,
    "PQ6": base_calls,
    "PQ7": enums,
    "PQ8": one_qt_only,
}


def findings(source: str) -> list[Finding]:
    """Every offence in a Python source text."""
    return [
        Finding(rule, getattr(node, "lineno", 0), text)
        for node in ast.walk(ast.parse(source))
        for rule, check in RULES.items()
        for text in check(node)
    ]


def offences(paths: list[Path]) -> list[str]:
    """Every offence in some files, as "file:line: rule text"."""
    return [
        f"{path}:{found.line}: {found.rule} {found.text}"
        for path in paths
        for found in findings(path.read_text(encoding="utf-8"))
    ]
