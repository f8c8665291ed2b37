# SPDX-License-Identifier: Apache-2.0
"""Writing the sample discogram, and the truth about it."""

import json
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from ...texts import _
from ..errors import SeriesError
from .anatomy import Disc, build_spine
from .instances import sample_uid, write_slice
from .patterns import PATTERNS, Pattern
from .voxels import Grid, clean_slices, noisy

FORMAT, VERSION, MODEL = "discography-sample", 1, 1
"""Name and version of truth.json, and version of the synthetic spine; a change of the picture raises MODEL."""

SIZES, SLICE_COUNTS = range(64, 1025), range(40, 601)

Vector = tuple[float, float, float]


@dataclass(frozen=True)
class DiscTruth:
    """What is known of one disc; names are the report's machine names, positions LPS mm."""

    level: str
    center: Vector
    normal: Vector
    """Unit normal of the disc's middle plane, toward the head."""
    adams: str
    max_radial_extent: str
    outer_arc_deg: int | None
    leaks: tuple[str, ...]
    leak_side: str | None
    tear_sector: str | None
    modified_dallas_0_5: int
    vacuum: bool


@dataclass(frozen=True)
class SampleDiscogram:
    """A written sample: `folder` holds truth.json and ct/IM0001.dcm and so on, from the head downward."""

    folder: Path
    discs: tuple[DiscTruth, ...]
    study_instance_uid: str
    series_instance_uid: str
    frame_of_reference_uid: str


def write_sample(
    folder: Path,
    *,
    size: int = 256,
    slices: int = 160,
    seed: int = 1,
    progress: Callable[[int, int], None] | None = None,
) -> SampleDiscogram:
    """Write a synthetic CT discogram of T12 to S1, `slices` slices of `size` x `size` pixels over 190 x 190 x 224 mm.

    Below about 192 x 192 x 112 the thin fissures blur away, and the truth is no longer in the voxels.
    The same values give the same instances. An earlier sample in the folder that is complete (truth.json, which is
    written last, names the same parameters, and every file has the size that it lists) is used again; another one is
    replaced. `progress` is called with (slices written, slices in all) and may raise to cancel: nothing is left then.
    Raises `SeriesError` for values out of range and for a folder that holds anything else.
    """
    _require_range("size", size, SIZES)
    _require_range("slices", slices, SLICE_COUNTS)
    grid, parameters = Grid(size, slices), f"{FORMAT}/{MODEL}/{size}/{slices}/{seed}"
    sample = _sample(folder, parameters)
    if _is_complete(folder, parameters):
        return sample
    _require_replaceable(folder)
    try:
        _write_aside(sample, grid, seed, parameters, progress)
    except OSError as error:
        reason = error.strerror or "unknown reason"
        raise SeriesError(
            _("The sample cannot be written to {folder} ({reason}): choose another folder.").format(
                folder=folder, reason=reason
            )
        ) from error
    return sample


def disc_truths() -> tuple[DiscTruth, ...]:
    """The discs of the sample from T12-L1 to L5-S1."""
    by_level = {disc.level: disc for disc in build_spine().discs}
    return tuple(_truth(by_level[pattern.level], pattern) for pattern in PATTERNS)


def _truth(disc: Disc, pattern: Pattern) -> DiscTruth:
    x, y, z = (round(value, 3) for value in disc.frame.origin)
    u, v, w = (round(value, 6) for value in disc.frame.up)
    return DiscTruth(
        level=disc.level,
        center=(x, y, z),
        normal=(u, v, w),
        adams=pattern.adams,
        max_radial_extent=pattern.max_radial_extent,
        outer_arc_deg=pattern.outer_arc_deg,
        leaks=pattern.leaks,
        leak_side=pattern.leak_side,
        tear_sector=pattern.tear_sector,
        modified_dallas_0_5=pattern.modified_dallas_0_5,
        vacuum=pattern.vacuum,
    )


def _sample(folder: Path, parameters: str) -> SampleDiscogram:
    uids = (sample_uid(parameters, what) for what in ("study", "series", "frame of reference"))
    return SampleDiscogram(folder, disc_truths(), *uids)


def _require_range(name: str, value: int, allowed: range) -> None:
    if value not in allowed:
        raise SeriesError(
            _("A sample with {name} {value} cannot be made: give {low} to {high}.").format(
                name=name, value=value, low=allowed[0], high=allowed[-1]
            )
        )


def _write_aside(
    sample: SampleDiscogram, grid: Grid, seed: int, parameters: str, progress: Callable[[int, int], None] | None
) -> None:
    """Build the sample beside its folder and move it there when it is whole."""
    folder = sample.folder
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=f".{folder.name}-", dir=folder.parent) as aside:
        new, old = Path(aside) / "new", Path(aside) / "old"
        (new / "ct").mkdir(parents=True)
        for index, clean in enumerate(clean_slices(grid, seed)):
            path = new / "ct" / f"IM{index + 1:04d}.dcm"
            write_slice(path, noisy(clean, grid, seed, index), grid, parameters, index)
            if progress is not None:
                progress(index + 1, grid.slices)
        text = json.dumps(_document(sample, new, parameters), indent=2)
        (new / "truth.json").write_text(text + "\n", encoding="utf-8")
        if folder.exists():
            shutil.move(folder, old)
        shutil.move(new, folder)


def _document(sample: SampleDiscogram, written: Path, parameters: str) -> dict[str, Any]:
    """truth.json: what it is, how it was made, its UIDs, every file with its size in bytes, and the discs."""
    return {
        "format": FORMAT,
        "version": VERSION,
        "about": "Ground truth of a synthetic CT discogram. Positions and normals: patient coordinates (LPS, mm).",
        "parameters": parameters,
        "study_instance_uid": sample.study_instance_uid,
        "series_instance_uid": sample.series_instance_uid,
        "frame_of_reference_uid": sample.frame_of_reference_uid,
        "discs": [asdict(disc) for disc in sample.discs],
        "files": {f"ct/{path.name}": path.stat().st_size for path in sorted((written / "ct").iterdir())},
    }


def _earlier(folder: Path) -> dict[str, Any] | None:
    """truth.json of an earlier sample in the folder, or None."""
    try:
        document = json.loads((folder / "truth.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    known = isinstance(document, dict) and document.get("format") == FORMAT
    return document if known and isinstance(document.get("files"), dict) else None


def _is_complete(folder: Path, parameters: str) -> bool:
    document = _earlier(folder)
    if document is None or document.get("parameters") != parameters or document.get("version") != VERSION:
        return False
    listed: dict[str, Any] = document["files"]
    return bool(listed) and _sizes(folder) == listed


def _sizes(folder: Path) -> dict[str, int]:
    return {f"ct/{path.name}": path.stat().st_size for path in (folder / "ct").glob("*") if path.is_file()}


def _require_replaceable(folder: Path) -> None:
    """`SeriesError` unless the folder is new, empty, or an earlier sample to which nothing was added."""
    if not folder.exists():
        return
    if not folder.is_dir():
        raise SeriesError(_("{folder} is a file: give a new folder for the sample.").format(folder=folder))
    document = _earlier(folder)
    ours = {"ct", "truth.json", *document["files"]} if document else set()
    inside = {path.relative_to(folder).as_posix() for path in folder.rglob("*")}
    if not inside <= ours:
        raise SeriesError(
            _("{folder} holds files that are no sample discogram: give a new or empty folder.").format(folder=folder)
        )
