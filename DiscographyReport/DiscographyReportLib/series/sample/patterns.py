# SPDX-License-Identifier: Apache-2.0
"""What contrast does in each disc of the sample: the truth, as values.

Radial shares run from the disc's center (0) to the outer border of the annulus (1). The nucleus fills the inner half,
and the annulus is divided into thirds along the radius (modified Dallas).
Directions are degrees in the disc's plane: 0 is left, 90 posterior, 180 right, 270 anterior.
"""

from dataclasses import dataclass

NUCLEUS = 0.5
INNER_THIRD, MIDDLE_THIRD, OUTER_THIRD = NUCLEUS + 1 / 6, NUCLEUS + 2 / 6, 1.0


@dataclass(frozen=True)
class Tongue:
    """A radial fissure from the nucleus outward; `width` and `thickness` in mm."""

    direction: float
    reach: float
    width: float = 2.6
    thickness: float = 3.2


@dataclass(frozen=True)
class Arc:
    """A concentric fissure between two radial shares over an angle."""

    direction: float
    angle: float
    inner: float = 0.86
    outer: float = 0.95
    thickness: float = 3.6


@dataclass(frozen=True)
class Pool:
    """Contrast outside the annulus: in the anterior epidural space, beside the middle."""

    direction: float
    half_width: float = 6.5
    thickness: float = 4.0
    half_height: float = 9.0


@dataclass(frozen=True)
class Pattern:
    """One injected disc. Names are the report's machine names; `density` is the HU of undiluted contrast."""

    level: str
    adams: str
    max_radial_extent: str
    density: float
    radius: float
    """Radial share of the nucleogram without its tongues."""
    outer_arc_deg: int | None = None
    leaks: tuple[str, ...] = ()
    leak_side: str | None = None
    tear_sector: str | None = None
    modified_dallas_0_5: int = 0
    tongues: tuple[Tongue, ...] = ()
    arcs: tuple[Arc, ...] = ()
    pool: Pool | None = None
    vacuum: bool = False


PATTERNS = (
    Pattern("T12-L1", "cottonball", "nucleus", 1050, 0.43),
    Pattern("L1-L2", "lobular", "inner_third", 980, 0.46, modified_dallas_0_5=1, tear_sector="right_posterolateral",
            tongues=(Tongue(138, 0.61, 4.0, 3.0),)),
    Pattern("L2-L3", "irregular", "middle_third", 860, 0.40, modified_dallas_0_5=2, tear_sector="posterior",
            tongues=(Tongue(97, 0.775, 2.8), Tongue(20, 0.58, 3.0))),
    Pattern("L3-L4", "fissured", "outer_third", 900, 0.40, outer_arc_deg=22, modified_dallas_0_5=3,
            tear_sector="left_posterolateral", tongues=(Tongue(48, 0.93),), arcs=(Arc(48, 22),)),
    Pattern("L4-L5", "fissured", "outer_third", 820, 0.42, outer_arc_deg=70, modified_dallas_0_5=4,
            tear_sector="right_posterolateral", tongues=(Tongue(128, 0.93, 3.0), Tongue(30, 0.72, 2.4)),
            arcs=(Arc(120, 70),)),
    Pattern("L5-S1", "ruptured", "outer_third", 780, 0.42, outer_arc_deg=26, leaks=("epidural",), leak_side="left",
            modified_dallas_0_5=5, tear_sector="left_posterolateral", tongues=(Tongue(68, 1.1, 3.4),
            Tongue(150, 0.62, 2.6)), arcs=(Arc(68, 26),), pool=Pool(66), vacuum=True),
)  # fmt: skip
