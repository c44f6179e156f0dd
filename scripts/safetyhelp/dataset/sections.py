"""The sections of an answer page, which kinds of record fill them, and where each one applies."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from safetyhelp.records import kinds

REPORT, SUPPORT, RESTORATIVE_JUSTICE, NOTHING_CHANGES, RESPONSIBLE = (
    "report",
    "support",
    "restorative-justice",
    "nothing-changes",
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
    SectionKind(SUPPORT, "Get support", (kinds.VICTIM_SERVICES,)),
    SectionKind(RESTORATIVE_JUSTICE, "Restorative justice", (kinds.RJ_PROVIDERS,)),
    SectionKind(
        NOTHING_CHANGES,
        "If nothing changes",
        (kinds.ASB_CASE_REVIEWS, kinds.COMPLAINTS, kinds.POLICE),
    ),
    SectionKind(RESPONSIBLE, "Who is responsible", (kinds.PARTNERSHIPS,)),
)

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


def must_be_local(kind: str, nation: str) -> bool:
    """Say whether a record about the whole nation is not enough to cover a council."""
    if kind in _LOCAL_EVERYWHERE:
        return True
    return kind in _LOCAL_IN_ENGLAND_AND_WALES and nation in _ASB_CASE_REVIEW_NATIONS
