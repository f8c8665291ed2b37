# SPDX-License-Identifier: Apache-2.0
"""The facts of a disc are found once for the same record, and anew for another one."""

from dataclasses import replace

from DiscographyReportLib.criteria.facts import SameObject, disc_facts
from DiscographyReportLib.model.levels import Region
from DiscographyReportLib.model.procedure import Manometry
from provocations import exact

MANOMETRY = Manometry()


def test_the_same_disc_is_looked_at_once():
    disc = exact(4)

    assert disc_facts(disc, Region.LUMBAR, MANOMETRY) is disc_facts(disc, Region.LUMBAR, MANOMETRY)
    assert disc_facts(disc, Region.LUMBAR, MANOMETRY) is not disc_facts(disc, Region.CERVICAL, MANOMETRY)
    assert disc_facts(disc, Region.LUMBAR, MANOMETRY) is not disc_facts(disc, Region.LUMBAR, Manometry(used=True))


def test_an_equal_disc_is_another_object_and_no_other_kind_of_thing_is_the_same():
    disc = exact(4)

    assert SameObject(disc) == SameObject(disc)
    assert SameObject(disc) != SameObject(replace(disc))
    assert SameObject(disc) != disc
