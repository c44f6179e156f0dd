"""A page for every record, lists of them by kind, and signposts at former addresses."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from safetyhelp.areas.model import Council
from safetyhelp.dataset.answers import Directory, is_local
from safetyhelp.dataset.sections import KIND_TITLES
from safetyhelp.pages.sources import Line, how_sure, joined, of_card, of_complaints, of_sources
from safetyhelp.pages.structured import of_record
from safetyhelp.pages.templates import Renderer, signpost
from safetyhelp.pages.ways import Way, council_way, ways_of_card
from safetyhelp.pages.words import quiet_title
from safetyhelp.records import kinds
from safetyhelp.records.contacts import contacts_shown, overseers
from safetyhelp.records.model import Police, Record
from safetyhelp.records.vocabulary import covers_in_words

_DEPTH = 3
# The titles of the lists, as they may stand in the history of a shared browser.
_QUIET_KIND_TITLES: Mapping[str, str] = MappingProxyType(
    {
        kinds.REPORTING: "Services: getting in touch",
        kinds.POLICE: "Services: officers",
        kinds.VICTIM_SERVICES: "Services: support",
        kinds.RJ_PROVIDERS: "Services: talking",
        kinds.ASB_CASE_REVIEWS: "Services: asking for a review",
        kinds.COMPLAINTS: "Services: second looks",
        kinds.PARTNERSHIPS: "Services: partnerships",
    }
)


def _by_name(record: Record) -> tuple[str, str]:
    return record.name.casefold(), record.id


def _sources(record: Record, directory: Directory, renderer: Renderer) -> list[Line]:
    """Return the lines of “Where we read this”: those of the contacts, then all other pages."""
    day, sightings = directory.map.day, renderer.sightings
    bodies = overseers(record, day)
    lines = [*of_card(record, sightings, day)]
    if isinstance(record.details, Police):
        lines += of_complaints(record, bodies, sightings, day)
    return joined([*lines, *of_sources(record, bodies)])


def _ways(
    record: Record, directory: Directory, renderer: Renderer, councils: list[Council]
) -> list[Way]:
    """Return the ways that a record without contacts needs; each of its councils is named."""
    answers = (directory.answer(council) for council in councils)
    ways = (council_way(answer, directory.map, renderer.sightings) for answer in answers)
    return [*dict.fromkeys(each for way in ways for each in ways_of_card(record, way))]


def record_pages(directory: Directory, renderer: Renderer) -> Iterator[tuple[str, str]]:
    """Yield (path, text) of the page of each record that is true on the day."""
    day = directory.map.day
    for record in directory.records:
        councils = directory.map.councils_in(record.covers) if is_local(record) else []
        values = {
            "record": record,
            "councils": councils,
            "overseers": overseers(record, day),
            "how_sure": how_sure(contacts_shown(record, day), renderer.sightings, day),
            "sources": _sources(record, directory, renderer),
            "ways": [] if record.contacts else _ways(record, directory, renderer, councils),
        }
        title = quiet_title(record.name, covers_in_words(record.covers, directory.map))
        block = of_record(record, directory.map, renderer.sightings)
        text = renderer.page("record.j2", _DEPTH, title, values, data=block)
        yield f"services/{record.kind}/{record.id}.md", text


def kind_pages(directory: Directory, renderer: Renderer) -> Iterator[tuple[str, str]]:
    """Yield the list of kinds, and for each kind the list of its records."""
    by_kind = {
        kind: sorted((r for r in directory.records if r.kind == kind), key=_by_name)
        for kind in kinds.RECORD_KINDS
    }
    groups = [(kind, KIND_TITLES[kind], len(records)) for kind, records in by_kind.items()]
    yield (
        "services/index.md",
        renderer.page("service_kinds.j2", 1, "All services and bodies", {"groups": groups}),
    )
    for kind, records in by_kind.items():
        values = {"heading": KIND_TITLES[kind], "records": records}
        yield (
            f"services/{kind}/index.md",
            renderer.page("services.j2", 2, _QUIET_KIND_TITLES[kind], values),
        )


def moved_pages(directory: Directory) -> Iterator[tuple[str, str]]:
    """Yield a plain HTML signpost at each former address.

    That is: at each former id of a record, and at that of each record that something replaced,
    whether its file is still there or not.
    """
    current = {(record.kind, record.id) for record in directory.records}
    for record in directory.all_records:
        is_here = (record.kind, record.id) in current
        target = record.id if is_here else record.replaced_by
        if (record.kind, target) not in current:
            continue
        for former in (*record.former_ids, *([] if is_here else [record.id])):
            yield _signpost(record.kind, former, target)
    for gone in directory.retired:
        if (gone.kind, gone.replaced_by) in current:
            yield _signpost(gone.kind, gone.id, gone.replaced_by)


def _signpost(kind: str, former: str, target: str) -> tuple[str, str]:
    return f"services/{kind}/{former}/index.html", signpost(f"../{target}/")
