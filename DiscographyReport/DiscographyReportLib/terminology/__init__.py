# SPDX-License-Identifier: Apache-2.0
"""Coded concepts: standard codes, the private scheme, units, and which of them stands for which part of the model.

Imports nothing of ours: parts of the model are named by text keys such as ``Disc.role`` and ``DiscRole:target``; a test
compares the keys with the model. The published code table is generated from here.
"""
