"""The taxonomy by which services are found: what they are, help with, take and look at. Pure."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from safetyhelp.dataset.sections import KIND_TITLES
from safetyhelp.feeds.edition import SCHEMA_VERSION, Fields
from safetyhelp.records.vocabulary import HELPS_WITH, REVIEWS, TAKES
from safetyhelp.text.stable_ids import stable_id

_NAME = "Local Safety Help"
_ID = str(stable_id("hsds/taxonomy"))
_BRANCHES: Mapping[str, tuple[str, Mapping[str, str]]] = MappingProxyType(
    {
        "kind": ("A kind of service", KIND_TITLES),
        "helps_with": ("Helps with", HELPS_WITH),
        "takes": ("Takes reports of", TAKES),
        "reviews": ("Looks at complaints about", REVIEWS),
    }
)
"""Field of a record → what its codes say of a service, and each code with its words."""


def taxonomies() -> list[Fields]:
    """Return the one taxonomy."""
    about = "What services do about hate crime and antisocial behaviour, and for whom."
    return [{"id": _ID, "name": _NAME, "description": about, "version": SCHEMA_VERSION}]


def _term(field: str, code: str) -> Fields:
    about, words = _BRANCHES[field]
    return {
        "id": str(stable_id(f"hsds/term/{field}/{code}")),
        "name": words[code][:1].upper() + words[code][1:],
        "description": f"{about}: {words[code]}" if field != "kind" else f"{about}: {code}",
        "taxonomy": _NAME,
        "taxonomy_id": _ID,
    }


def terms() -> list[Fields]:
    """Return every term."""
    return [_term(field, code) for field, (_, words) in _BRANCHES.items() for code in words]


def attributes(service: str, record: Mapping[str, object]) -> list[Fields]:
    """Return the terms that hold for the service of a record; `service` is its id."""
    found = []
    for field in _BRANCHES:
        value = record.get(field, ())
        codes: Iterable[str] = [value] if isinstance(value, str) else value  # type: ignore[assignment]
        for code in codes:
            term = _term(field, code)
            found.append(
                {
                    "id": str(stable_id(f"hsds/attribute/{service}/{field}/{code}")),
                    "link_id": service,
                    "link_type": "service",
                    "taxonomy_term_id": term["id"],
                    "taxonomy_term": term,
                }
            )
    return found
