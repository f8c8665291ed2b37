# SPDX-License-Identifier: Apache-2.0
"""The report for people. A ``Page`` says everything once, in plain text; HTML, text and PDF only lay it out.

Nothing here judges or reads a file: report, results and cover come in as values. Unknown is *not recorded*, never a
blank, never *none*, never *negative*.
"""
