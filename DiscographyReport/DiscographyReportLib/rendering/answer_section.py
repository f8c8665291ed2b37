# SPDX-License-Identifier: Apache-2.0
"""What is read in ten seconds: numbering, one line per injected disc, valid control, limitations."""

from ..model.report import Report
from ..model.results import Assessment, Polarity, RuleSetResult
from ..model.telling import told
from ..texts import _
from .page import Block, Fact, Facts, Line, Lines, Notice, Section
from .parts import fact
from .said import polarity_word, sentence
from .tones import Tone

POLARITY_TONES = {
    Polarity.POSITIVE: Tone.EXACT,
    Polarity.NEGATIVE: Tone.QUIET,
    Polarity.INDETERMINATE: Tone.WARNING,
    Polarity.NOT_EVALUABLE: Tone.WARNING,
    Polarity.NOT_APPLICABLE: Tone.QUIET,
}

_CONTROL = "Valid control"
"""How the statement about the controls begins."""


def answer_section(report: Report, assessment: Assessment, notices: tuple[str, ...]) -> Section:
    """The sentences as they were signed, in their order; those about a disc carry its answer as a badge."""
    numbering, levels, rest = _split(report, assessment)
    blocks: list[Block] = [Notice(notice, Tone.GRAVE) for notice in notices]
    blocks.append(Lines((Line(told(numbering), strong=True),)))
    blocks.append(Lines(tuple(levels) or (Line(_("No disc was injected.")),), listed=True))
    others = tuple(Line(sentence(one)) for one in rest if not one.startswith(_CONTROL))
    blocks.append(Lines((_control_line(assessment, rest), *others), listed=True))
    blocks.append(Facts(reading_facts(report)))
    return Section("answer", _("At a glance"), tuple(blocks))


def reading_facts(report: Report) -> tuple[Fact, ...]:
    """What the reader concludes."""
    return (fact(_("Impression"), report.impression), fact(_("Recommendation"), report.recommendation))


def _split(report: Report, assessment: Assessment) -> tuple[str, list[Line], tuple[str, ...]]:
    """Numbering comes first, then a sentence per injected disc from above, then what holds for the patient."""
    numbering, *others = assessment.statements or (_("Numbering: method not recorded."),)
    lines = []
    for disc in report.injected:
        statement = others.pop(0) if others and _is_about(disc.level.value, others[0]) else ""
        lines.append(_level_line(disc.level.value, statement, leading_result(assessment, disc.uid)))
    return numbering, lines, tuple(others)


def _is_about(level: str, statement: str) -> bool:
    """Whether a statement is the sentence of a level, not one that only names it."""
    return statement.startswith(f"{level} ") or f" is not applicable to {level}: " in statement


def leading_result(assessment: Assessment, disc_uid: str) -> RuleSetResult | None:
    """The result of the leading rule set for a disc."""
    wanted = (assessment.primary, assessment.primary_version)
    found = [one for one in assessment.of_disc(disc_uid) if (one.rule_set, one.version) == wanted]
    return found[0] if found else None


def _level_line(level: str, statement: str, result: RuleSetResult | None) -> Line:
    if result is None:
        return Line(sentence(statement) or level, _("{level}: no result").format(level=level), Tone.WARNING)
    shown = sentence(statement) if statement else f"{level}: {sentence(result.row)}"
    return Line(shown, f"{level}: {polarity_word(result.polarity)}", POLARITY_TONES[result.polarity])


def _control_line(assessment: Assessment, statements: tuple[str, ...]) -> Line:
    """Yes or no by the result, why by the statement about it."""
    why = next((sentence(one) for one in statements if one.startswith(_CONTROL)), "")
    if assessment.valid_control:
        return Line(why or _("The study has a valid control."), _("valid control: yes"), Tone.DONE)
    return Line(why or _("The study has no valid control."), _("valid control: no"), Tone.GRAVE)
