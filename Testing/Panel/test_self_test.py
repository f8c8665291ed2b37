# SPDX-License-Identifier: Apache-2.0
"""The self test that ships with the module, and the sample that it starts from."""

import slicer


def test_the_self_test_of_the_module_walks_the_main_scenario(a_scene, a_module):  # noqa: ARG001
    slicer.selfTests["DiscographyReport"]()
    a_module.close()


def test_the_sample_is_offered_in_the_sample_data_module_and_made_only_when_asked_for(
    a_scene, a_module  # noqa: ARG001
):
    import SampleData

    a_module.instance.onStartupCompleted()
    source = SampleData.SampleDataLogic().sourceForSampleName("Lumbar discogram (synthetic)")

    assert source.customDownloader is not None
    assert isinstance(source.uris, str), "Slicer asks every source how many addresses it has"
    assert slicer.dicomDatabase.allFiles() == ()
    assert slicer.util.getNodesByClass("vtkMRMLScalarVolumeNode") == []
