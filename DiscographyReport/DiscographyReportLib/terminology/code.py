# SPDX-License-Identifier: Apache-2.0
"""The coded triplet."""

from typing import NamedTuple


class Code(NamedTuple):
    """A coded entry (PS3.3 section 8): value and designator of at most 16 characters, meaning of at most 64."""

    value: str
    scheme: str
    meaning: str

    @property
    def key(self) -> tuple[str, str]:
        """What makes two codes the same: value and scheme, never the meaning."""
        return self.value, self.scheme
