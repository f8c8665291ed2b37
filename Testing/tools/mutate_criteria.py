# SPDX-License-Identifier: Apache-2.0
"""Flip every operator, gate and threshold of the criteria in turn, and count how many the tests catch.

    python Testing/tools/mutate_criteria.py [--only TEXT ...] [--list]

Each mutant is one change in one file of ``DiscographyReportLib/criteria`` (or of ``model/derived.py`` and
``model/grades.py``, which it stands on): a comparison turned or shifted, ``and`` for ``or``, ``not`` dropped, ``if``
turned, a number one higher, a yes or no turned, a list's ``any`` for ``all``, ``min`` for ``max``; and in the data
files every number, operator, flag and list of values. The project is copied to a temporary folder, never changed.
A mutant survives if all tests of ``Testing/Unit/criteria`` but the random ones pass; those that cannot change an
answer are named in ``EQUIVALENT`` with the reason. Exit code 1 if any other survives. It takes some twenty minutes.
"""

import argparse
import ast
import copy
import json
import os
import re
import shutil
import signal
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import hypothesis  # noqa: F401  loaded here once, for every child
import pytest

ROOT = Path(__file__).resolve().parents[2]
LIBRARY = Path("DiscographyReport", "DiscographyReportLib")
CRITERIA = LIBRARY / "criteria"
# What only shapes a message is tested too, but a mutant there is not a wrong answer.
WORDS_ONLY = {"wording.py", "statements.py", "explain.py", "numbers.py", "lines.py", "reading.py"}
ALSO = [LIBRARY / "model" / "derived.py", LIBRARY / "model" / "grades.py"]
# Functions of those files that the criteria do not use.
NOT_USED = {"highest_pressure", "onset_event", "first_sensation", "leak_summary"}
TESTS = ["test_boundaries.py", "test_gates.py", "test_steps.py", "test_controls.py", "test_patient.py"]
TESTS += ["test_rule_sets.py", "test_site_rule_sets.py", "test_rule_set_versions.py", "test_worked_cases.py"]
TESTS += ["test_terms.py", "test_caveats.py", "test_wording.py", "test_facts.py", "test_possible.py"]
TESTS += ["../model/test_derived.py", "../model/test_grades.py"]
# Which tests are likely to catch a mutant of a file; they run first.
LIKELY = {
    "branches.py": "test_controls.py",
    "caveats.py": "test_caveats.py",
    "consistency.py": "test_site_rule_sets.py",
    "controls.py": "test_controls.py",
    "derived.py": "../model/test_derived.py",
    "evaluator.py": "test_patient.py",
    "findings.py": "test_terms.py",
    "grades.py": "../model/test_grades.py",
    "patient.py": "test_patient.py",
    "possible.py": "test_possible.py",
    "question.py": "test_terms.py",
    "registry.py": "test_rule_set_versions.py",
    "rulesets.py": "test_site_rule_sets.py",
    "steps.py": "test_terms.py",
    "study.py": "test_gates.py",
}
TURNED: dict[type[ast.cmpop], list[type[ast.cmpop]]] = {
    ast.Lt: [ast.LtE, ast.GtE],
    ast.LtE: [ast.Lt, ast.Gt],
    ast.Gt: [ast.GtE, ast.LtE],
    ast.GtE: [ast.Gt, ast.Lt],
    ast.Eq: [ast.NotEq],
    ast.NotEq: [ast.Eq],
    ast.Is: [ast.IsNot],
    ast.IsNot: [ast.Is],
    ast.In: [ast.NotIn],
    ast.NotIn: [ast.In],
}
CALLS = {"any": "all", "all": "any", "min": "max", "max": "min"}
# Mutants that cannot change an answer, by what --list prints without the line, and why.
NEVER_UNKNOWN = "a set that classes by pressure asks for it first, so here it is known"
EQUIVALENT: dict[str, str] = {
    "controls.py: rules.strategy is Strategy.TIERS -> rules.strategy is not Strategy.TIERS": "both give a distinct key",
    "controls.py: 0 -> 1": "for a set without a threshold: towards which number a shown amount is rounded",
    "possible.py: True -> False": "both lists hold one entry per event",
    "prepared.py: False -> True": NEVER_UNKNOWN,
    "question.py: verdict > worst -> verdict >= worst": "sets the same value again",
    "terms.py: 3 -> 4": "only the order of the verdicts counts",
}


class Mutant(NamedTuple):
    """One change: the file, what was changed, and the file's new content."""

    path: Path
    what: str
    content: str


def mutants() -> list[Mutant]:
    """Every mutant of code and data."""
    code = [CRITERIA / path.name for path in sorted((ROOT / CRITERIA).glob("*.py")) if path.name not in WORDS_ONLY]
    data = [CRITERIA / "data" / path.name for path in sorted((ROOT / CRITERIA / "data").glob("*.json"))]
    return [one for path in [*code, *ALSO] for one in of_code(path)] + [one for path in data for one in of_data(path)]


def of_code(path: Path) -> Iterator[Mutant]:
    """The mutants of one Python file."""
    source = (ROOT / path).read_text(encoding="utf-8")
    tree = ast.parse(source)
    dead = skipped(tree)
    for place, node in enumerate(ast.walk(tree)):
        for variant, changed in enumerate([] if id(node) in dead else changes(node)):
            fresh = ast.parse(source)
            target = list(ast.walk(fresh))[place]
            put(target, list(changes(target))[variant])
            line = getattr(node, "lineno", 0)
            what = f"{path.name}:{line}: {short(ast.unparse(node))} -> {short(ast.unparse(changed))}"
            yield Mutant(path, what, ast.unparse(fresh))


def short(code: str) -> str:
    """Code on one line."""
    line = " ".join(code.split())
    return line if len(line) <= 90 else f"{line[:87]}..."


def skipped(tree: ast.Module) -> set[int]:
    """Nodes that never run for an answer: annotations, docstrings, names of fields, functions of others."""
    found: set[int] = set()
    for node in ast.walk(tree):
        dead: list[ast.AST | None] = []
        if isinstance(node, ast.FunctionDef):
            dead = [node.returns, *(argument.annotation for argument in node.args.args), *node.decorator_list]
            dead += [node] if node.name in NOT_USED else []
        elif isinstance(node, ast.AnnAssign):
            dead = [node.annotation]
        elif isinstance(node, ast.ClassDef):
            dead = [*node.decorator_list]
        elif isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
            dead = [node]
        found |= {id(inner) for one in dead if one is not None for inner in ast.walk(one)}
    return found


def changes(node: ast.AST) -> Iterator[ast.AST]:
    """Each way to change one node."""
    fresh: Any = copy.deepcopy(node)
    if isinstance(node, ast.Compare):
        for place, operator in enumerate(node.ops):
            for turned in TURNED[type(operator)]:
                one: Any = copy.deepcopy(node)
                one.ops[place] = turned()
                yield one
    elif isinstance(node, ast.BoolOp):
        fresh.op = ast.And() if isinstance(node.op, ast.Or) else ast.Or()
        yield fresh
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        yield fresh.operand
    elif isinstance(node, ast.IfExp | ast.If):
        fresh.test = ast.UnaryOp(ast.Not(), fresh.test)
        yield fresh
    elif isinstance(node, ast.Constant) and isinstance(node.value, bool):
        yield ast.Constant(not node.value)
    elif isinstance(node, ast.Constant) and isinstance(node.value, int):
        yield ast.Constant(node.value + 1)
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in CALLS:
        fresh.func.id = CALLS[node.func.id]
        yield fresh


def put(target: Any, changed: Any) -> None:
    """Make a node of a tree into another one, in place."""
    target.__class__ = type(changed)
    target.__dict__.clear()
    target.__dict__.update(changed.__dict__)
    ast.fix_missing_locations(target)


def of_data(path: Path) -> Iterator[Mutant]:
    """The mutants of one rule set."""
    content = json.loads((ROOT / path).read_text(encoding="utf-8"))
    for keys, changed in data_changes(content, ()):
        mutated: Any = copy.deepcopy(content)
        inner = mutated
        for key in keys[:-1]:
            inner = inner[key]
        what = f"{path.name}: {'.'.join(map(str, keys))}: {inner[keys[-1]]!r} -> {changed!r}"
        inner[keys[-1]] = changed
        yield Mutant(path, what, json.dumps(mutated, indent=1))


def data_changes(value: Any, keys: tuple[Any, ...]) -> Iterator[tuple[tuple[Any, ...], Any]]:
    """Each way to change one value of a rule set: numbers up and down, operators and flags turned, terms dropped."""
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in inside:
        yield from data_changes(inner, (*keys, key))
    if keys and keys[-1] in ("format_version",):
        return
    if isinstance(value, bool):
        yield keys, not value
    elif isinstance(value, int | float):
        yield keys, value + 1
        yield keys, value - 1
    elif value in ("<", "<="):
        yield keys, "<=" if value == "<" else "<"
    elif value in ("positive", "indeterminate") and keys[-1] == "polarity":
        yield keys, "indeterminate" if value == "positive" else "positive"
    elif value in ("painless", "not_concordant") and keys[-1] == "control_definition":
        yield keys, "not_concordant" if value == "painless" else "painless"
    elif value in ("adjacent", "anywhere"):
        yield keys, "anywhere" if value == "adjacent" else "adjacent"
    elif value in ("beforehand", "after_controls"):
        yield keys, "after_controls" if value == "beforehand" else "beforehand"
    elif keys in (("optional_terms",), ("concordant_values",)):
        yield keys, [] if keys == ("optional_terms",) else ["exact"] if len(value) > 1 else ["similar", "exact"]
    elif keys == ("regions",):
        yield keys, value[1:] or ["thoracic"]
    elif keys and keys[0] in ("outcomes", "bands") and keys[-1] == "name":
        yield keys, f"{value}_x"


def survives(mutant: Mutant, folder: Path) -> bool:
    """Whether all tests pass with the mutant in a copy of the project."""
    original = (ROOT / mutant.path).read_text(encoding="utf-8")
    target = folder / mutant.path
    target.write_text(mutant.content, encoding="utf-8")
    try:
        return tests_pass(folder, LIKELY.get(mutant.path.name, TESTS[0]))
    finally:
        target.write_text(original, encoding="utf-8")


def tests_pass(folder: Path, first: str) -> bool:
    """Run the tests of a copy, file by file until one fails, in a child that has pytest loaded already."""
    child = os.fork()
    if child == 0:
        os.chdir(folder)
        quiet = os.open(os.devnull, os.O_WRONLY)
        os.dup2(quiet, 1)
        os.dup2(quiet, 2)
        signal.alarm(120)
        names = sorted(TESTS, key=lambda name: name != first)
        tests = (str(folder / "Testing" / "Unit" / "criteria" / name) for name in names)
        options = ["-x", "-q", "-p", "no:cacheprovider", "--rootdir", str(folder)]
        failed = any(pytest.main([*options, one]) for one in tests)
        os._exit(1 if failed else 0)
    return os.waitpid(child, 0)[1] == 0


def copied(below: Path) -> Path:
    """A copy of what the tests need."""
    folder = below / "copy"
    for name in ("DiscographyReport", "Testing", "tools"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", folder)
    return folder


def run(chosen: list[Mutant]) -> list[Mutant]:
    """The mutants that survive."""
    sys.dont_write_bytecode = True
    with tempfile.TemporaryDirectory() as temporary:
        folder = copied(Path(temporary))
        if not tests_pass(folder, TESTS[0]):
            raise SystemExit("the tests fail without any mutant; mend that first")
        return [one for one in chosen if report(one, survives(one, folder))]


def report(mutant: Mutant, survived: bool) -> bool:
    """Say how a mutant fared."""
    known = EQUIVALENT.get(without_line(mutant.what))
    if survived:
        say(f"{'equivalent' if known else 'SURVIVED'}  {mutant.what}{f'  ({known})' if known else ''}")
    return survived


def without_line(what: str) -> str:
    """A description that stays when lines move."""
    return re.sub(r":\d+:", ":", what, count=1)


def say(line: str) -> None:
    """Talk to the terminal at once."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main() -> int:
    """Run the command."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--only", nargs="*", help="mutants whose description holds one of these texts")
    parser.add_argument("--list", action="store_true", help="list the mutants and stop")
    options = parser.parse_args()
    chosen = [one for one in mutants() if any(text in one.what for text in options.only or [""])]
    if options.list:
        say("\n".join(one.what for one in chosen))
        return 0
    survivors = run(chosen)
    alive = [one for one in survivors if without_line(one.what) not in EQUIVALENT]
    caught = len(chosen) - len(survivors)
    say(f"{len(chosen)} mutants: {caught} caught, {len(survivors) - len(alive)} equivalent, {len(alive)} survived")
    return 1 if alive else 0


if __name__ == "__main__":
    sys.exit(main())
