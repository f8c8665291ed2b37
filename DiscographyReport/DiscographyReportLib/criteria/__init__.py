# SPDX-License-Identifier: Apache-2.0
"""Interpretation criteria: published rule sets as data, one evaluator, and the words for what it found.

Unknown is never negative and never a control. A positive fires on known values only (optional terms apart, which then
carry a caveat); a "no" is said only if nothing unrecorded could change it. Amounts are compared as exact fractions.
The rule sets are the JSON files in ``data``; a published version of one is never edited, a change is a new file with
the next version. Every sentence that people read stands in ``wording``.
"""
