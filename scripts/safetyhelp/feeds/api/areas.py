"""The whole answer for one area as an object of JSON, in the order of its page. Pure."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from safetyhelp.areas.model import Council, County
from safetyhelp.areas.on_a_day import AreasOnDay
from safetyhelp.areas.successions import Beginning, Ending
from safetyhelp.dataset.answers import Answer, Directory, Section
from safetyhelp.feeds.api.contacts import Evidence, contacts
from safetyhelp.feeds.api.page_order import Shown, page_order
from safetyhelp.feeds.api.records import record
from safetyhelp.feeds.edition import Fields, area_file
from safetyhelp.pages.answer.first_rows import FirstRows, first_rows
from safetyhelp.pages.answer.ladder import Ladder, ladder
from safetyhelp.pages.answer.page import websites
from safetyhelp.pages.sources import how_sure
from safetyhelp.pages.ways import Way, foremost, website
from safetyhelp.records.contacts import contacts_shown
from safetyhelp.records.model import Contact, Gap
from safetyhelp.text.compact_json import filled

_Lists = tuple[tuple[Contact, ...], ...]


def summary(council: Council) -> Fields:
    """Return what the list of areas says of one, and its own file too."""
    return {
        "id": council.id,
        "name": council.name,
        "official_name": council.official_name,
        **filled(welsh_name=council.welsh_name, code=council.code),
        "type": council.type,
        "nation": council.nation,
        "region": council.region,
        **filled(county=council.county),
        "police_area": council.police_area,
        "page": f"areas/{council.id}/",
        "file": area_file(council.id),
        "ended": False,
        "replaced_by": [],
    }


def retired_area(council: Council, successors: Iterable[Council]) -> Fields:
    """Return what is left of a council that has ended: since when, and which are there now."""
    assert council.ends_on
    return {
        **summary(council),
        "ended": True,
        "ended_on": council.ends_on.isoformat(),
        "replaced_by": [successor.id for successor in successors],
    }


def _row(role: str, way: Way) -> Fields:
    return {
        "role": role,
        "name": way.name,
        **filled(phone=way.phone, email=way.email, url=way.url, page=way.page),
        "doubt": way.doubt,
    }


def _rows(rows: FirstRows) -> Iterator[Fields]:
    for role, way in (("report", rows.report), ("talk", rows.talk), ("at-home", rows.at_home)):
        if way:
            yield _row(role, way)
    for way in rows.councils:
        yield _row("council", way)


def _ending(ending: Ending) -> Fields:
    return {
        "on": ending.on.isoformat(),
        "successors": [council.id for council in ending.successors],
        "is_due": ending.due,
        **filled(source=ending.source),
    }


def _beginning(beginning: Beginning) -> Fields:
    return {
        "on": beginning.on.isoformat(),
        "replaced": [council.id for council in beginning.replaced],
        "counties": [county.id for county in beginning.counties],
        **filled(source=beginning.source),
    }


def gap(each: Gap, old_areas: Sequence[str] = ()) -> Fields:
    """Return what is known to be missing; `old_areas` are those of before that it is about."""
    return {
        "kind": each.section,
        **filled(missing=each.missing),
        "reason": each.reason,
        **filled(instead=each.instead, ask=[*each.ask], for_old_areas=[*old_areas]),
        "review_by": each.review_by.isoformat(),
    }


def _websites(answer: Answer) -> list[Contact]:
    """Return the websites of the councils, of those before a new one too."""
    found = websites(answer)
    began = answer.beginning
    old: list[Council | County] = [*began.replaced, *began.counties] if began else []
    return [*found, *(site for area in old if (site := website(area)).url)]


def area_maker(directory: Directory, evidence: Evidence) -> Callable[[Council], Fields]:
    """Return the function that makes the whole answer for a council of the day.

    Most records stand in many answers: each is made once for each way in which it is shown.
    """
    areas: AreasOnDay = directory.map
    known: dict[tuple[object, ...], Fields] = {}

    def lists(shown: Shown, council: Council) -> _Lists:
        if not shown.open:
            return (shown.record.contacts,)
        found = foremost(shown.record, council, areas, evidence.sightings)
        return found.first, found.others

    def shown_record(shown: Shown, answer: Answer) -> Fields:
        each, listed = shown.record, lists(shown, answer.council)
        key = each.kind, each.id, *(id(contact) for contact in (*listed[0], None, *listed[-1]))
        if key not in known:
            known[key] = record(each, areas, evidence, listed)
        old = filled(for_old_areas=[*answer.old_areas(each)])
        return {"open": shown.open, **old, **known[key]}

    def section_of(section: Section, answer: Answer, steps: Ladder) -> Fields:
        return {
            "id": section.id,
            "title": section.title,
            "not_in_this_nation": [part.kind for part in section.parts if not part.applies],
            "records": [
                shown_record(shown, answer) for shown in page_order(section, answer, steps)
            ],
            "gaps": [gap(each, answer.old_areas(each)) for each in section.gaps],
        }

    def area(council: Council) -> Fields:
        answer = directory.answer(council)
        steps = ladder(answer)
        every = [c for r in answer.records for c in contacts_shown(r, evidence.day)]
        return {
            **summary(council),
            "how_sure": how_sure(every, evidence.sightings, evidence.day),
            **filled(
                ending=_ending(answer.ending) if answer.ending else {},
                beginning=_beginning(answer.beginning) if answer.beginning else {},
            ),
            "first": [*_rows(first_rows(answer, areas, evidence.sightings))],
            "sections": [section_of(section, answer, steps) for section in answer.sections],
            "websites": contacts(_websites(answer), evidence),
        }

    return area
