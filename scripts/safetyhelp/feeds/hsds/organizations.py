"""Who stands behind a service: its provider, its council, or the body that it is itself. Pure."""

from collections.abc import Mapping
from typing import Any

from safetyhelp.areas.model import Council
from safetyhelp.areas.on_a_day import COUNCILS, AreasOnDay
from safetyhelp.feeds.edition import Fields
from safetyhelp.records import kinds
from safetyhelp.text.compact_json import filled
from safetyhelp.text.slugs import slug
from safetyhelp.text.stable_ids import stable_id

_ONS = "ONS code"


def _council(council: Council) -> Fields:
    own = str(stable_id(f"hsds/organization/council/{council.id}"))
    code = {
        "id": str(stable_id(f"hsds/identifier/council/{council.id}")),
        "organization_id": own,
        "identifier_type": _ONS,
        "identifier": council.code,
    }
    return {
        "id": own,
        "name": council.official_name,
        "description": f"The council of {council.name}.",
        **filled(website=council.homepage, organization_identifiers=[code] if council.code else []),
    }


def _council_of(record: Mapping[str, Any], areas: AreasOnDay) -> Council | None:
    """Return the council that does what a record says, if it surely is one council."""
    covers = record["covers"]
    by_council = record["kind"] == kinds.ASB_CASE_REVIEWS or record.get("run_by") == "council"
    if not by_council or covers["level"] != COUNCILS or len(covers["ids"]) != 1:
        return None
    council = areas.geography.councils[covers["ids"][0]]
    return council if council.current_on(areas.day) else None


def organization(record: Mapping[str, Any], areas: AreasOnDay) -> Fields:
    """Return the organization of a record. The id of a provider belongs to its name."""
    council = _council_of(record, areas)
    if council:
        return _council(council)
    if provider := record.get("provider"):
        return {
            "id": str(stable_id(f"hsds/organization/provider/{slug(provider)}")),
            "name": provider,
            "description": f"{provider} provides services for people who were harmed.",
        }
    return {
        "id": str(stable_id(f"hsds/organization/{record['kind']}/{record['id']}")),
        "name": record["name"],
        "description": record.get("summary")
        or f"{record['name']}, {record['covers']['in_words']}.",
    }
