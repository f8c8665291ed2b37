# SPDX-License-Identifier: Apache-2.0
"""The module SampleData: registering our sample, and getting it as a user does by a click. Nothing is downloaded."""

import os
import sys
import types
from collections.abc import Callable
from typing import Any

import slicer


class SampleDataSource:
    """One entry of the Sample Data module."""

    def __init__(
        self,
        sampleName: str | None = None,
        sampleDescription: str | None = None,
        uris: Any = None,
        fileNames: Any = None,
        nodeNames: Any = None,
        checksums: Any = None,
        loadFiles: Any = None,
        customDownloader: Callable[[Any], Any] | None = None,
        thumbnailFileName: str | None = None,
        loadFileTypes: Any = None,
        loadFileProperties: dict[str, Any] | None = None,
    ) -> None:
        self.sampleName, self.sampleDescription = sampleName, sampleDescription or sampleName
        self.uris, self.fileNames, self.nodeNames = uris, fileNames, nodeNames
        self.checksums, self.loadFiles, self.loadFileTypes = checksums, loadFiles, loadFileTypes
        self.customDownloader, self.thumbnailFileName = customDownloader, thumbnailFileName
        self.loadFileProperties = loadFileProperties or {}
        if thumbnailFileName is not None and not os.path.isfile(thumbnailFileName):
            raise FileNotFoundError(f"no thumbnail at {thumbnailFileName}")


def _registered(name: str) -> dict[str, Any]:
    """A table of slicer.modules, made when it is not there."""
    if not hasattr(slicer.modules, name):
        setattr(slicer.modules, name, {})
    return getattr(slicer.modules, name)


class SampleDataLogic:
    """What modules call to register samples, and what a click in the Sample Data module does."""

    @staticmethod
    def registerCustomSampleDataCategory(category: str, title: str) -> None:
        """Give a category its title (new in Slicer 5.12)."""
        _registered("sampleDataSourceCategories").setdefault(category, {})["title"] = title

    @staticmethod
    def registerCustomSampleDataSource(category: str = "Custom", **entry: Any) -> None:
        """Add an entry to a category."""
        _registered("sampleDataSources").setdefault(category, []).append(SampleDataSource(**entry))

    def sourceForSampleName(self, name: str) -> SampleDataSource | None:
        """The entry with this name, or None."""
        every = (source for group in _registered("sampleDataSources").values() for source in group)
        return next((source for source in every if source.sampleName == name), None)

    def downloadSamples(self, name: str) -> Any:
        """What the entry's own downloader gives; an entry that would download raises."""
        source = self.sourceForSampleName(name)
        if source is None:
            return []
        if source.customDownloader is None:
            raise NotImplementedError(f"the test host downloads nothing: {name} has no customDownloader")
        return source.customDownloader(source)


def install() -> None:
    """Put the module SampleData in place."""
    module = types.ModuleType("SampleData")
    module.SampleDataSource, module.SampleDataLogic = SampleDataSource, SampleDataLogic
    sys.modules["SampleData"] = module
