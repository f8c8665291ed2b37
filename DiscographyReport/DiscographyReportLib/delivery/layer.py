# SPDX-License-Identifier: Apache-2.0
"""One layer of a connection that is tested."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Layer:
    """Whether it works, and a sentence."""

    name: str
    works: bool
    said: str


class LayerFailed(Exception):
    """Nothing above this layer can be tested."""

    def __init__(self, name: str, said: str) -> None:
        super().__init__(said)
        self.layer = Layer(name, False, said)
