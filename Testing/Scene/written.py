# SPDX-License-Identifier: Apache-2.0
"""What a node remembers of an export, for tests that need no export."""

from DiscographyReportLib.scene.status import Written
from DiscographyReportLib.sr.envelope import COMPREHENSIVE_3D_SR, InstanceIdentity, Standing, State


def written(sop_instance_uid: str, state: State = State.DRAFT, number: int = 1) -> Written:
    """A document of that UID that was exported in that state."""
    identity = InstanceIdentity("1.2.1", "1.2.2", COMPREHENSIVE_3D_SR, sop_instance_uid)
    return Written(identity, number, Standing(state=state), "digest")
