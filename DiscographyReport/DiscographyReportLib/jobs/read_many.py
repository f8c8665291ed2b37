# SPDX-License-Identifier: Apache-2.0
"""Reading many documents on all cores: for a cohort table, an import of a folder, a look at an archive's worth."""

import os
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from ..sr.errors import ReadError
from ..sr.foreign import ForeignReport
from ..sr.reader import ReadReport
from .reading import read

Outcome = ReadReport | ForeignReport | ReadError
_CHUNK = 16
_FEW = 40
"""Documents for which a worker's start, about half a second, does not pay."""


def read_many(paths: Iterable[Path], workers: int | None = None) -> Iterator[tuple[Path, Outcome]]:
    """Every path with what ``jobs.reading.read`` gives, in the order of ``paths``; a ``ReadError`` comes as a value.

    ``workers`` is by default the number of cores; 1 reads in this process, as few documents always are. A host that
    embeds Python (Slicer) passes 1: a worker is started from ``sys.executable``.
    """
    chosen = list(paths)
    count = min(workers or os.cpu_count() or 1, len(chosen) // _FEW)
    chunks = [chosen[start : start + _CHUNK] for start in range(0, len(chosen), _CHUNK)]
    found = _in_pool(chunks, count) if count > 1 else (outcome for chunk in chunks for outcome in map(_outcome, chunk))
    yield from zip(chosen, found, strict=True)


def _in_pool(chunks: Iterable[Sequence[Path]], workers: int) -> Iterator[Outcome]:
    """No more is read ahead than keeps the workers busy, so that memory does not grow with the number of documents."""
    # Started anew and not forked: the same on every system, and safe beside threads.
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        ahead: deque[Future[list[Outcome]]] = deque()
        for chunk in chunks:
            ahead.append(pool.submit(_outcomes, chunk))
            if len(ahead) > 2 * workers:
                yield from ahead.popleft().result()
        for future in ahead:
            yield from future.result()


def _outcomes(paths: Sequence[Path]) -> list[Outcome]:
    return [_outcome(path) for path in paths]


def _outcome(path: Path) -> Outcome:
    try:
        return read(path)
    except ReadError as error:
        return error
