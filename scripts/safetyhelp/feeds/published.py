"""All that is published of one day, as objects of JSON: what every format is written from. Pure."""

from dataclasses import dataclass

from safetyhelp.dataset.answers import Directory
from safetyhelp.feeds.api.areas import area_maker, gap, retired_area, summary
from safetyhelp.feeds.api.contacts import Evidence
from safetyhelp.feeds.api.records import own_file, retired
from safetyhelp.feeds.edition import Edition, Fields


@dataclass(frozen=True, slots=True)
class Published:
    """The whole answers of the councils of the day, every record, and what has ended.

    `councils` is what the list of areas says. The form of each object stands in `api/schema.json`.
    """

    edition: Edition
    councils: list[Fields]
    areas: list[Fields]
    former_areas: list[Fields]
    records: list[Fields]
    retired: list[Fields]
    gaps: list[Fields]


def published(directory: Directory, edition: Edition, evidence: Evidence) -> Published:
    """Gather what is published. The doubts are those of the pages with the same evidence."""
    area = area_maker(directory, evidence)
    return Published(
        edition=edition,
        councils=[summary(council) for council in directory.map.councils],
        areas=[area(council) for council in directory.map.councils],
        former_areas=[retired_area(*each) for each in directory.map.ended],
        records=[own_file(each, directory.map, evidence) for each in directory.records],
        retired=retired(directory),
        gaps=[
            {**gap(each), "covers": {"level": each.covers.level, "ids": [*each.covers.ids]}}
            for each in directory.all_gaps
        ],
    )
