# SPDX-License-Identifier: Apache-2.0
"""The error of the model."""


class ModelError(ValueError):
    """A value that the model cannot hold: one sentence that says where, what, and how to mend it."""

    def __init__(self, where: str, problem: str) -> None:
        """``where`` is the path of the field (``discs[0].volume_ml``), ``problem`` says what is wrong and the mend."""
        super().__init__(f"{where}: {problem}" if where else problem)
        self.where = where
        self.problem = problem

    def below(self, parent: str) -> "ModelError":
        """The same error seen from one level further out."""
        joint = "" if not self.where or self.where.startswith("[") else "."
        return ModelError(f"{parent}{joint}{self.where}", self.problem)
