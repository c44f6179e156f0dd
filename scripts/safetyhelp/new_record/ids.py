"""What can be proposed for a new record: its id, and what geography knows about it."""

from collections.abc import Collection, Mapping
from types import MappingProxyType

from safetyhelp.areas.model import Council, Covers, PoliceArea
from safetyhelp.areas.on_a_day import COUNCILS, AreasOnDay
from safetyhelp.records import kinds
from safetyhelp.records.model import Record
from safetyhelp.text.slugs import MAX_LENGTH, is_id, slug

# There is one such record for an area, so that the id of the area is enough.
_ONE_FOR_AN_AREA = frozenset({kinds.ASB_CASE_REVIEWS, kinds.POLICE})
_ROLES: Mapping[str, str] = MappingProxyType(
    {
        "england": "statutory",
        "wales": "statutory",
        "scotland": "council-team",
        "northern-ireland": "pcsp",
    }
)


def taken_ids(records: Collection[Record], kind: str) -> frozenset[str]:
    """Return all ids of a kind, former ones too: an id is never used again."""
    own = [record for record in records if record.kind == kind]
    return frozenset(each for record in own for each in (record.id, *record.former_ids))


def _cut(text: str) -> str:
    """Return an id that is not too long, cut between words."""
    if len(text) <= MAX_LENGTH:
        return text
    return text[: MAX_LENGTH + 1].rpartition("-")[0]


def propose_id(kind: str, name: str, covers: Covers, taken: Collection[str]) -> str:
    """Propose an id that is still free; empty when none can be made from name and area."""
    area = covers.ids[0]
    own = _cut(slug(name))
    candidates = [own, _cut(f"{own}-{area}") if own else ""]
    if kind in _ONE_FOR_AN_AREA and len(covers.ids) == 1:
        candidates.insert(0, area)
    return next((each for each in candidates if is_id(each) and each not in taken), "")


def from_geography(kind: str, covers: Covers, areas: AreasOnDay) -> dict[str, str]:
    """Return what the area alone says about a record of a kind: key → value."""
    area = areas.known_ids(covers.level)[covers.ids[0]]
    single = len(covers.ids) == 1
    if kind == kinds.POLICE and isinstance(area, PoliceArea) and single:
        return {"name": area.force}
    if kind == kinds.ASB_CASE_REVIEWS and not isinstance(area, str) and single:
        name = {"name": f"ASB case review in {area.name}"}
        return {**name, "run_by": area.official_name} if isinstance(area, Council) else name
    if kind == kinds.PARTNERSHIPS and covers.level == COUNCILS:
        nations = {areas.geography.councils[each].nation for each in covers.ids}
        return {"role": _ROLES[nations.pop()]} if len(nations) == 1 else {}
    return {}
