# SPDX-License-Identifier: Apache-2.0
"""The commands of ``cli``: each calls one job and shows its answer. Imported only when a command runs."""
