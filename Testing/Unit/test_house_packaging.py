# SPDX-License-Identifier: Apache-2.0
"""What ships, what is pinned and what the extension catalogue reads: they all say the same."""

import json
import re
import struct
import tomllib
from importlib import metadata
from pathlib import PurePosixPath

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import manifest
from DiscographyReportLib.version import VERSION
from house import LIBRARY, MODULE, PACKAGE, ROOT, imports, library_files

NAME = "DiscographyReport"
CMAKE = (ROOT / "CMakeLists.txt").read_text(encoding="utf-8")
CATALOGUE = json.loads((ROOT / "Resources" / f"{NAME}.json").read_text(encoding="utf-8"))
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
DEPENDENCIES = {one.name: one for one in map(Requirement, PYPROJECT["project"]["dependencies"])}
EXTRAS = {Requirement(one).name for extra in PYPROJECT["project"]["optional-dependencies"].values() for one in extra}
PIN = re.compile(r"[\w.-]+==[\w.]+(; python_version [<>=]+ \"[\d.]+\")?")


def requirement_lines(name: str) -> list[str]:
    lines = (ROOT / "requirements" / name).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith(("#", "-r "))]


def pins(*files: str) -> dict[str, str]:
    found = [Requirement(line) for name in files for line in requirement_lines(name)]
    return {canonicalize_name(one.name): next(iter(one.specifier)).version for one in found}


def cmake_value(name: str) -> str:
    found = re.search(rf'^set\({name} "([^"\n]*)"\)', CMAKE, re.MULTILINE)
    assert found, f"CMakeLists.txt has no line set({name} \"...\")"
    return found[1]


@pytest.mark.parametrize(("section", "on_disk"), [("scripts", manifest.scripts), ("resources", manifest.resources)])
def test_the_file_list_names_every_file_that_is_there_and_no_other(section, on_disk):
    listed = manifest.listed(section)

    assert set(on_disk()) - set(listed) == set(), "not listed, so they would not ship: run make manifest"
    assert set(listed) - set(on_disk()) == set(), "listed and not there, so the build would stop: run make manifest"
    assert len(listed) == len(set(listed))


def test_every_data_file_of_the_library_is_in_the_python_package_too():
    patterns = PYPROJECT["tool"]["setuptools"]["package-data"][PACKAGE]
    data = [name for name in manifest.resources() if name.startswith(f"{PACKAGE}/")]

    assert {PurePosixPath(name).suffix for name in data} <= {PurePosixPath(pattern).suffix for pattern in patterns}


def test_the_version_stands_in_one_place():
    assert PYPROJECT["project"]["dynamic"] == ["version"]
    assert "version" not in PYPROJECT["project"]
    assert PYPROJECT["tool"]["setuptools"]["dynamic"]["version"] == {"attr": f"{PACKAGE}.version.VERSION"}
    assert re.fullmatch(r"\d+\.\d+\.\d+", VERSION)


@pytest.mark.parametrize("name", ["run.txt", "test.txt", "build.txt"])
def test_every_requirement_is_pinned_exactly(name):
    assert [line for line in requirement_lines(name) if not PIN.fullmatch(line)] == []


def test_what_a_pinned_package_brings_along_is_pinned_too():
    pinned = pins("run.txt", "test.txt")
    installed = {canonicalize_name(found.metadata["Name"]): found for found in metadata.distributions()}
    brought = {
        canonicalize_name(needed.name)
        for name in pinned.keys() & installed.keys()
        for needed in map(Requirement, installed[name].requires or [])
        if needed.marker is None or needed.marker.evaluate({"extra": ""})
    }

    assert brought, "none of the pinned packages is installed"
    assert brought - pinned.keys() == set()


def test_the_run_time_pins_keep_the_bounds_of_the_package():
    pinned = pins("run.txt")

    assert {name for name, needed in DEPENDENCIES.items() if pinned[name] not in needed.specifier} == set()


def test_every_package_that_the_library_imports_outside_slicer_is_a_declared_dependency():
    distributions = {"PIL": "pillow"}
    for_slicer_only = {"scene", "widgets", "delivery"}
    imported = {
        name.split(".")[0]
        for path in library_files()
        if path.relative_to(LIBRARY).parts[0] not in for_slicer_only
        for name in imports(path)
    }
    known = metadata.packages_distributions()
    foreign = {distributions.get(name, name) for name in imported if name != PACKAGE and name in known}

    assert foreign - DEPENDENCIES.keys() - EXTRAS == set()


def test_the_catalogue_entry_has_the_fields_of_its_schema_and_no_other():
    assert CATALOGUE.keys() == {
        *("$schema", "build_dependencies", "build_subdirectory", "category", "scm_revision", "scm_url", "tier"),
    }
    assert CATALOGUE["$schema"].endswith("/slicer-extension-catalog-entry-schema-v1.0.2.json#")
    assert (CATALOGUE["category"], CATALOGUE["scm_revision"]) == ("Informatics", "main")
    assert CATALOGUE["tier"] in {1, 3, 5}


def test_catalogue_and_cmake_name_the_same_extension_and_repository():
    assert f"project({NAME})" in CMAKE.splitlines()
    assert CATALOGUE["scm_url"] == f"{cmake_value('EXTENSION_HOMEPAGE')}.git"
    assert CATALOGUE["scm_url"].endswith(f"/Slicer{NAME}.git")


def test_the_description_has_no_semicolon_since_cmake_would_cut_it_there():
    assert ";" not in cmake_value("EXTENSION_DESCRIPTION")


@pytest.mark.parametrize("setting", ["EXTENSION_ICONURL", "EXTENSION_SCREENSHOTURLS"])
def test_pictures_of_the_catalogue_are_in_the_repository(setting):
    repository = cmake_value("EXTENSION_HOMEPAGE").replace("github.com", "raw.githubusercontent.com")
    for url in cmake_value(setting).split():
        assert url.startswith(f"{repository}/main/Resources/")
        assert (ROOT / url.removeprefix(f"{repository}/main/")).read_bytes().startswith(b"\x89PNG")


def test_the_icon_of_the_catalogue_is_128_pixels_square():
    header = (ROOT / "Resources" / f"{NAME}.png").read_bytes()[:24]

    assert struct.unpack(">II", header[16:24]) == (128, 128)


@pytest.mark.parametrize("setting", ["EXTENSION_README_FILE", "EXTENSION_LICENSE_FILE"])
def test_readme_and_license_of_the_package_are_ours_and_there(setting):
    name = cmake_value(setting).removeprefix("${CMAKE_CURRENT_SOURCE_DIR}/")

    assert (ROOT / name).is_file()


def test_the_module_has_the_classes_that_slicer_looks_for():
    source = (MODULE / f"{NAME}.py").read_text(encoding="utf-8")
    for suffix, base in [("", ""), ("Widget", "Widget"), ("Logic", "Logic"), ("Test", "Test")]:
        assert re.search(rf"^class {NAME}{suffix}\(ScriptedLoadableModule{base}\b", source, re.MULTILINE)
