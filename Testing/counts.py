# SPDX-License-Identifier: Apache-2.0
"""How much the tests try: the one setting. `make soak` sets DISCOGRAPHY_SOAK=1 for the large counts."""

import os

SOAK = os.environ.get("DISCOGRAPHY_SOAK") == "1"

# Examples of each property test.
PROPERTY_EXAMPLES = 10_000 if SOAK else 200
# Places where a file is cut short before it is read; None cuts it after every single byte.
CUT_POINTS = None if SOAK else 40
# How often an export is killed at a random moment.
KILLS = 500 if SOAK else 30
# Random reports given to the quick validators (dciodvfy, dcmtk, dcmqi).
VALIDATOR_REPORTS = 200 if SOAK else 5
# Reports given to PixelMed, which starts a Java machine for each file and takes seconds.
PIXELMED_FILES = 200 if SOAK else 25
