"""The sections of an answer page, which kinds of record fill them, and where each one applies."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from safetyhelp.records import kinds

REPORT, SUPPORT, AT_HOME, NOTHING_CHANGES, RESTORATIVE_JUSTICE, HELPING, RESPONSIBLE = (
    "report",
    "support",
    "at-home",
    "nothing-changes",
    "restorative-justice",
    "helping",
    "responsible",
)


@dataclass(frozen=True, slots=True)
class SectionKind:
    """A section: its id (the anchor on the page), its title, and the kinds that fill it."""

    id: str
    title: str
    kinds: tuple[str, ...]


SECTIONS = (
    SectionKind(REPORT, "Report it", (kinds.REPORTING, kinds.POLICE)),
    SectionKind(SUPPORT, "Talk to someone", (kinds.VICTIM_SERVICES,)),
    SectionKind(AT_HOME, "The person is at home or family", (kinds.VICTIM_SERVICES,)),
    SectionKind(
        NOTHING_CHANGES,
        "I told them and nothing changed",
        (kinds.ASB_CASE_REVIEWS, kinds.COMPLAINTS, kinds.POLICE),
    ),
    SectionKind(RESTORATIVE_JUSTICE, "Answers or an apology", (kinds.RJ_PROVIDERS,)),
    SectionKind(HELPING, "I am helping someone", (kinds.VICTIM_SERVICES,)),
    SectionKind(RESPONSIBLE, "Who is responsible", (kinds.PARTNERSHIPS,)),
)
DOORS = (REPORT, SUPPORT, AT_HOME, NOTHING_CHANGES, RESTORATIVE_JUSTICE, HELPING)
"""The sections that a reader chooses from at the top of the page."""

FOR_ALL_VICTIMS = frozenset({"any-crime", "hate-crime", "antisocial-behaviour"})
"""What a victim service helps with if it is there for anyone whom hate or neighbours hit."""

_FOR_THOSE_WHO_HELP = frozenset({"adults-at-risk", "carers"})

_ASB_CASE_REVIEW_NATIONS = frozenset({"england", "wales"})
# Kinds that must have a record for less than the whole nation. In Scotland and Northern Ireland
# victim support and restorative justice are organised for the whole nation.
_LOCAL_EVERYWHERE = frozenset({kinds.POLICE, kinds.PARTNERSHIPS, kinds.ASB_CASE_REVIEWS})
_LOCAL_IN_ENGLAND_AND_WALES = frozenset({kinds.VICTIM_SERVICES, kinds.RJ_PROVIDERS})

KIND_TITLES: Mapping[str, str] = MappingProxyType(
    {
        kinds.REPORTING: "Ways to report",
        kinds.POLICE: "Police forces",
        kinds.VICTIM_SERVICES: "Support for victims",
        kinds.RJ_PROVIDERS: "Restorative justice services",
        kinds.ASB_CASE_REVIEWS: "ASB case reviews",
        kinds.COMPLAINTS: "Complaints and reviews",
        kinds.PARTNERSHIPS: "Community safety partnerships",
    }
)


def applies(kind: str, nation: str) -> bool:
    """Say whether a kind of record exists in a nation.

    The ASB case review is law in England and Wales only: Anti-social Behaviour, Crime and
    Policing Act 2014, section 104.
    """
    return kind != kinds.ASB_CASE_REVIEWS or nation in _ASB_CASE_REVIEW_NATIONS


def section_of_service(helps_with: Collection[str]) -> str:
    """Return the section of a victim service by what it helps with."""
    helps = frozenset(helps_with)
    if helps & FOR_ALL_VICTIMS:
        return SUPPORT
    if "domestic-abuse" in helps:
        return AT_HOME
    return HELPING if helps & _FOR_THOSE_WHO_HELP else SUPPORT


def must_be_local(kind: str, nation: str) -> bool:
    """Say whether a record about the whole nation is not enough to cover a council."""
    if kind in _LOCAL_EVERYWHERE:
        return True
    return kind in _LOCAL_IN_ENGLAND_AND_WALES and nation in _ASB_CASE_REVIEW_NATIONS
