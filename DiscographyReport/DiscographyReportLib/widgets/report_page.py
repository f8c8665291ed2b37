# SPDX-License-Identifier: Apache-2.0
"""The exported document of the report on the desk as a page to read, in a folder that only this user can look into."""

import json
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, NamedTuple

from ..jobs.child import Child, Launch
from ..jobs.errors import EXPECTED
from ..scene.transitions import why_not_sent
from ..texts import language
from .desk import Desk
from .texts import _

if TYPE_CHECKING:
    from ..scene.sending import Sendable

PROCESS = "DiscographyReportLib.jobs.page_process"
_ENDING_S = 2.0
"""So long the panel waits for a process that it ends."""


class Page(NamedTuple):
    """A written page, and what its reader has to know beside it."""

    path: Path
    notices: tuple[str, ...]


class _Making(NamedTuple):
    """A page with pictures that a process makes."""

    child: Child
    path: Path
    node: Any


class ReportPage:
    """The presenter of Open page. The files go with the panel: they name the patient."""

    def __init__(self, desk: Desk, folder: Callable[[], str], launch: Callable[[], Launch]) -> None:
        """``folder`` says where exported files go, ``launch`` how a child process is started."""
        self.desk, self._folder, self._launch = desk, folder, launch
        self._making: _Making | None = None
        self._place: TemporaryDirectory[str] | None = None

    def why_not(self) -> str:
        """Why there is no page of what is on the desk; empty where there is one."""
        return _("The page is being made.") if self.making else self._why_none()

    def _why_none(self) -> str:
        if self.desk.node is None or self.desk.derived is None:
            return self.desk.lock_reason or _("There is no report.")
        status = self.desk.logic.status(self.desk.node)
        if status.written is None:
            return _("Export the report first: the page is made from the exported document.")
        refused = why_not_sent(status, self.desk.derived.digest)
        faults = [f"{fault.text!r}: {fault.sentence}" for fault in self.desk.faults.values()]
        return "\n".join([*([refused] if refused else []), *faults])

    @property
    def making(self) -> bool:
        """Whether a page is on its way; ``look`` tells when it is there."""
        return self._making is not None

    def make(self) -> Page | None:
        """The page at once where the CT is not at hand; else its making is begun. None, which is said, if not now."""
        self.desk.flush()
        reason = self.why_not()
        if reason:
            return self._refuse(reason.replace("\n", " "))
        try:
            return self._made()
        except EXPECTED as error:
            return self._refuse(str(error))
        except OSError as error:
            said = _("The page could not be made: {reason}.")
            return self._refuse(said.format(reason=error.strerror or type(error).__name__))

    def _refuse(self, reason: str) -> Page | None:
        """Say why there is none."""
        self.desk.say(reason, grave=True)
        return None

    def _made(self) -> Page | None:
        from ..jobs.page_process import private_page
        from ..scene.sending import sendable

        folder = Path(self._folder()) if self._folder() else None
        found = sendable(self.desk.node, folder, self.desk.logic.database)
        path, ct = self._private_folder() / f"{found.document.uid}.html", self._ct_of(found)
        if ct is None:
            private_page(found.path, path, None, language())
            return Page(path, (_("It has no pictures: its CT is not in the DICOM database."),))
        child = Child(self._launch(), PROCESS)
        asked = {"source": str(found.path), "page": str(path), "ct": str(ct), "language": language()}
        child.tell_all(json.dumps(asked) + "\n")
        self._making = _Making(child, path, self.desk.node)
        self.desk.say(_("The page is being made, with the pictures of its CT."))
        return None

    def _private_folder(self) -> Path:
        if self._place is None:
            # A browser of Windows may hold a file while it is shown.
            self._place = TemporaryDirectory(prefix="discography-", ignore_cleanup_errors=True)
        return Path(self._place.name)

    def _ct_of(self, found: "Sendable") -> Path | None:
        """The folder with the images that the document itself refers to."""
        database = self.desk.logic.database
        if database is None:
            return None
        files = (database.fileForInstance(one.sop_instance_uid) for one in found.envelope.evidence)
        return next((Path(file).parent for file in files if file), None)

    def look(self) -> Page | None:
        """The page that was being made, once; None while it is not there, or where it came to nothing, which is said.

        A page of a report that is not on the desk any more, or not as it was, is not shown.
        """
        making = self._making
        if making is None or making.child.running:
            return None
        self._making = None
        said = making.child.lines()
        if making.child.code:
            return self._refuse(_("The page could not be made: {reason}.").format(reason=" ".join(said[-3:])))
        if making.node is not self.desk.node or self._why_none():
            return self._refuse(_("The page is not shown: the report changed while it was made."))
        return Page(making.path, said)

    def opened(self, page: Page, done: bool) -> None:
        """Say what became of it."""
        shown, not_shown = _("The exported report is open in the browser."), _("No program here opens the page: {path}")
        text = shown if done else not_shown.format(path=page.path)
        self.desk.say(" ".join((text, *page.notices)), grave=not done)

    def close(self) -> None:
        """Remove what was written, after who might still write it has ended."""
        making, self._making = self._making, None
        if making is not None:
            making.child.stop()
            end = time.monotonic() + _ENDING_S
            while making.child.running and time.monotonic() < end:
                time.sleep(0.01)
        place, self._place = self._place, None
        if place is not None:
            place.cleanup()
