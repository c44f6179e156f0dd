"""What is missing and can be looked for: from coverage and gaps to topics of one area each. Pure.

A topic is what a page must be about. A gap names a kind and, for a part, says in words what is
missing: its words tell the topic, and which parts would do.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from safetyhelp.areas.on_a_day import COUNCILS, COUNTIES, POLICE_AREAS
from safetyhelp.dataset.answers import Directory
from safetyhelp.dataset.coverage import left_without
from safetyhelp.records import kinds
from safetyhelp.records.model import Gap

CASE_REVIEW, ASB_REPORT, HATE_CRIME = "case-review", "asb-report", "hate-crime"
PARTNERSHIP, COMPLAINTS = "partnership", "complaints"
RESTORATIVE_JUSTICE, VICTIM_SERVICE = "restorative-justice", "victim-service"
TOPIC_TITLES: Mapping[str, str] = MappingProxyType(
    {
        CASE_REVIEW: "ASB case review",
        ASB_REPORT: "Report antisocial behaviour",
        HATE_CRIME: "Report hate crime",
        PARTNERSHIP: "Community safety partnership",
        RESTORATIVE_JUSTICE: "Restorative justice service",
        VICTIM_SERVICE: "Service for victims",
        COMPLAINTS: "Complaints",
    }
)
_OF_KIND: Mapping[str, str] = MappingProxyType(
    {
        kinds.ASB_CASE_REVIEWS: CASE_REVIEW,
        kinds.PARTNERSHIPS: PARTNERSHIP,
        kinds.RJ_PROVIDERS: RESTORATIVE_JUSTICE,
        kinds.VICTIM_SERVICES: VICTIM_SERVICE,
        kinds.COMPLAINTS: COMPLAINTS,
    }
)
_BY_WORDS = (
    (HATE_CRIME, re.compile(r"\bhate\b", re.IGNORECASE)),
    (COMPLAINTS, re.compile(r"\bcomplain", re.IGNORECASE)),
    (ASB_REPORT, re.compile(r"\banti-?social\b|\bASB\b", re.IGNORECASE)),
)
PAGE, PHONE, EMAIL, THRESHOLD, NAME = "page", "phone", "email", "threshold", "name"
_PARTS: Mapping[str, re.Pattern[str]] = MappingProxyType(
    {
        PAGE: re.compile(r"\b(?:pages?|form|website|contacts?|who to ask|how to reach)\b"),
        PHONE: re.compile(r"\b(?:phone|number of the|who to ask|contacts?|how to reach)\b"),
        EMAIL: re.compile(r"\be-?mail\b|\bwho to ask\b|\bcontacts?\b|\bhow to reach\b"),
        THRESHOLD: re.compile(r"\brules?\b|\bthreshold\b|\bhow many reports\b"),
        NAME: re.compile(r"\bname\b"),
    }
)
_LEVELS = (COUNCILS, COUNTIES, POLICE_AREAS)


@dataclass(frozen=True, slots=True)
class Wanted:
    """One thing that is missing for one area.

    `parts` are empty for a whole record; `every` says that all of them are needed, else one is
    enough. `gap` is the place of the gap in the list, `missing` its own words; -1 where not even a
    gap is declared. `topic` is empty for what no page search can find.
    """

    topic: str
    kind: str
    level: str
    area: str
    parts: tuple[str, ...] = ()
    every: bool = False
    gap: int = -1
    missing: str = ""

    @property
    def key(self) -> str:
        """The name under which it is remembered."""
        return f"{self.topic} {self.level}/{self.area}"


def topic_of(gap: Gap) -> str:
    """Return what a page must be about to fill a gap; empty when no page can be looked for."""
    if gap.section in _OF_KIND:
        return _OF_KIND[gap.section]
    found = next((topic for topic, words in _BY_WORDS if words.search(gap.missing)), "")
    return ASB_REPORT if not gap.missing and gap.section == kinds.REPORTING else found


def parts_of(gap: Gap) -> tuple[str, ...]:
    """Return the parts that a gap names; none when the whole record is missing."""
    words = gap.missing.lower()
    return tuple(part for part, named_by in _PARTS.items() if named_by.search(words))


def _areas_of(gap: Gap, directory: Directory) -> Iterator[str]:
    """Yield the areas of today that a gap is about: one that has ended gives its successors."""
    areas = directory.map
    if gap.covers.level != COUNCILS:
        yield from gap.covers.ids if gap.covers.level in _LEVELS else ()
        return
    for area in gap.covers.ids:
        council = areas.geography.councils.get(area)
        if council is not None:
            yield from (each.id for each in areas.geography.successors(council, areas.day))


def _of_gaps(directory: Directory) -> Iterator[Wanted]:
    for gap in directory.all_gaps:
        topic, parts = topic_of(gap), parts_of(gap)
        if gap.missing and not parts:
            topic = ""
        every = " and " in gap.missing and " or " not in gap.missing
        for area in _areas_of(gap, directory):
            yield Wanted(
                topic, gap.section, gap.covers.level, area, parts, every, gap.position, gap.missing
            )


def _undeclared(directory: Directory) -> Iterator[Wanted]:
    for kind in kinds.RECORD_KINDS:
        topic = ASB_REPORT if kind == kinds.REPORTING else _OF_KIND.get(kind, "")
        for council in left_without(directory, kind):
            yield Wanted(topic, kind, COUNCILS, council.id)


def wanted(directory: Directory) -> tuple[Wanted, ...]:
    """Return all that is missing, in the order of the gaps; what no gap declares comes last."""
    return tuple(dict.fromkeys([*_of_gaps(directory), *_undeclared(directory)]))
