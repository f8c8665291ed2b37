# SPDX-License-Identifier: Apache-2.0
"""Every DICOM validator of others that is installed, each with what it has to say and what of that is known.

No validator alone suffices, and some always end with success: what counts is what they print.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

from pydicom.dataset import Dataset

from ..sr.foreign import load
from .allowances import DCIODVFY, DCMTK, PIXELMED, Allowance, Context
from .headings import DCMQI, HIGHDICOM, HIGHDICOM_SCRIPT, Reading, differences, shown_discs

SECONDS = 120.0
"""After this time a validator is given up."""
JARS = (Path("/usr/share/java/pixelmed.jar"), Path("/usr/share/java/Saxon-HE.jar"))
"""Where Debian's libpixelmed-java and libsaxonhe-java put them. As packaged PixelMed needs Saxon named."""


@dataclass(frozen=True)
class Verdict:
    """What one validator says: ``findings`` fail the file, ``allowed`` are known lines, each with its reason."""

    tool: str
    available: bool
    findings: tuple[str, ...]
    allowed: tuple[tuple[str, str], ...]

    @property
    def passed(self) -> bool:
        """Whether the validator ran and found nothing."""
        return self.available and not self.findings


class Ran(NamedTuple):
    """How a command ended; ``trouble`` is a sentence where it did not run to its end."""

    code: int
    out: str
    err: str
    trouble: str = ""


@dataclass(frozen=True)
class Validator:
    """One tool. ``command``: how to call it, ``None`` where it is not installed; ``findings``: what it complains of."""

    name: str
    command: Callable[[Path, Path], list[str] | None]
    findings: Callable[[Ran, Dataset, Path], Iterable[str]]
    allowances: tuple[Allowance, ...] = ()

    def judge(self, path: Path, context: Context, seconds: float = SECONDS) -> Verdict:
        """Run the tool on a file."""
        with tempfile.TemporaryDirectory() as folder:
            output = Path(folder) / "output.json"
            command = self.command(path, output)
            if command is None:
                return Verdict(self.name, False, (), ())
            ran = run(command, seconds)
            lines = [ran.trouble] if ran.trouble else [*self.findings(ran, context.dataset, output)]
        return self._verdict(lines, context)

    def _verdict(self, lines: list[str], context: Context) -> Verdict:
        reasons = [(line, self._reason(line, context)) for line in lines]
        found = tuple(line for line, reason in reasons if reason is None)
        return Verdict(self.name, True, found, tuple((line, reason) for line, reason in reasons if reason is not None))

    def _reason(self, line: str, context: Context) -> str | None:
        return next((one.reason for one in self.allowances if one.allows(line, context)), None)


def run_validators(path: Path, header: Dataset | None = None) -> tuple[Verdict, ...]:
    """Run every validator on one of our documents.

    ``header`` is that of the images: what a validator says of a value that was copied from them unchanged is allowed.
    A tool that is not installed is not ``available``. Raises ``ReadError`` if the file is no DICOM file.
    """
    context = Context(load(path), header)
    return tuple(validator.judge(path, context) for validator in VALIDATORS)


def run(command: list[str], seconds: float = SECONDS) -> Ran:
    """Run a tool without input; whatever happens to it is told, not raised."""
    name = Path(command[0]).name
    try:
        ended = subprocess.run(
            command, stdin=subprocess.DEVNULL, capture_output=True, timeout=seconds, encoding="utf-8", errors="replace"
        )
    except subprocess.TimeoutExpired:
        return Ran(-1, "", "", f"{name} did not end within {seconds:g} s")
    except OSError as error:
        return Ran(-1, "", "", f"{name} cannot be run: {error.strerror or error}")
    crashed = f"{name} was ended by signal {-ended.returncode}" if ended.returncode < 0 else ""
    return Ran(ended.returncode, ended.stdout, ended.stderr, crashed)


def find_tool(name: str) -> str | None:
    """The path of a tool: beside the Python that runs, or on the search path."""
    return shutil.which(name, path=str(Path(sys.executable).parent)) or shutil.which(name)


def _tool(name: str, *options: str) -> Callable[[Path, Path], list[str] | None]:
    def command(path: Path, _: Path) -> list[str] | None:
        found = find_tool(name)
        return None if found is None else [found, *options, str(path)]

    return command


def _pixelmed(path: Path, _: Path) -> list[str] | None:
    java = find_tool("java")
    if java is None or not all(jar.is_file() for jar in JARS):
        return None
    saxon = "-Djavax.xml.transform.TransformerFactory=net.sf.saxon.TransformerFactoryImpl"
    # For one short run the second compiler of the Java machine costs more than it gives.
    options = ["-XX:TieredStopAtLevel=1", "-Dfile.encoding=UTF-8", saxon]
    return [java, "-cp", os.pathsep.join(map(str, JARS)), *options, "com.pixelmed.validate.DicomSRValidator", str(path)]


def _dcmqi(path: Path, output: Path) -> list[str] | None:
    found = find_tool("tid1500reader")
    return None if found is None else [found, "--inputDICOM", str(path), "--outputMetadata", str(output)]


def _highdicom(path: Path, _: Path) -> list[str] | None:
    installed = find_spec("highdicom") is not None
    return [sys.executable, "-c", HIGHDICOM_SCRIPT, str(path)] if installed else None


def _complaints(*starts: str, whole: bool = True) -> Callable[[Ran, Dataset, Path], Iterator[str]]:
    """The lines that begin so; with ``whole`` an exit code other than 0 that no line explains is one too."""

    def findings(ran: Ran, _: Dataset, __: Path) -> Iterator[str]:
        lines = [line for line in (ran.err + "\n" + ran.out).splitlines() if line.startswith(starts)]
        yield from dict.fromkeys(lines)
        if whole and ran.code and not lines:
            yield f"exit code {ran.code}: {_last_line(ran)}"

    return findings


def _pixelmed_findings(ran: Ran, _: Dataset, __: Path) -> Iterator[str]:
    yield from _complaints("Error", "Warning", whole=False)(ran, _, __)
    for needed in ("Found Root Template TID_1500", "IOD validation complete"):
        if needed not in ran.out + ran.err:
            yield f"{needed!r} is not among what it says: {_last_line(ran)}"


def _reader_findings(reading: Reading) -> Callable[[Ran, Dataset, Path], Iterator[str]]:
    """What a reader shows must be what the document says, disc by disc and heading by heading."""

    def findings(ran: Ran, dataset: Dataset, output: Path) -> Iterator[str]:
        try:
            text = output.read_text(encoding="utf-8") if output.exists() else ran.out
            groups = reading(json.loads(text))
        except (ValueError, LookupError, TypeError):
            yield f"it reads no report: {_last_line(ran)}"
            return
        yield from differences(shown_discs(dataset), groups)

    return findings


def _last_line(ran: Ran) -> str:
    lines = (ran.err.strip() or ran.out.strip()).splitlines()
    return lines[-1] if lines else "it prints nothing"


_DCMTK_COMPLAINTS = _complaints("E:", "F:", "W:")
VALIDATORS: tuple[Validator, ...] = (
    Validator("dciodvfy", _tool("dciodvfy", "-new"), _complaints("Error", "Warning"), DCIODVFY),
    Validator("dsrdump", _tool("dsrdump"), _DCMTK_COMPLAINTS, DCMTK),
    Validator("dsr2xml", _tool("dsr2xml"), _DCMTK_COMPLAINTS, DCMTK),
    Validator("dsr2html", _tool("dsr2html"), _DCMTK_COMPLAINTS, DCMTK),
    Validator("PixelMed", _pixelmed, _pixelmed_findings, PIXELMED),
    Validator("dcmqi", _dcmqi, _reader_findings(DCMQI)),
    Validator("highdicom", _highdicom, _reader_findings(HIGHDICOM)),
)
"""Every validator, in the order of the verdicts."""
