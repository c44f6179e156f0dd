"""The answer page of every council, and signposts for councils that have been replaced."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial

from safetyhelp.areas.model import NATIONS, Council
from safetyhelp.areas.on_a_day import AreasOnDay
from safetyhelp.dataset.answers import Answer, Directory, Section, is_local
from safetyhelp.dataset.arrangement import arrangement_of
from safetyhelp.dataset.sections import NOTHING_CHANGES, RESPONSIBLE
from safetyhelp.evidence.seen import Sightings
from safetyhelp.maps import sign
from safetyhelp.pages.answer.contact_card import card_entries, card_name
from safetyhelp.pages.answer.first_rows import (
    FirstRows,
    cannot_go_on,
    first_rows,
    learning_disability,
)
from safetyhelp.pages.answer.ladder import ladder
from safetyhelp.pages.answer.poster import page_address
from safetyhelp.pages.sources import Evidence, Line, how_sure, joined, of_card, of_complaints
from safetyhelp.pages.structured import of_area
from safetyhelp.pages.templates import Renderer, signpost
from safetyhelp.pages.ways import (
    LIST_OF_COUNCILS,
    POLICE,
    Way,
    ask_instead,
    foremost,
    known_ways,
    sends_on,
    way_of,
    ways_of_card,
    ways_of_gaps,
    website,
)
from safetyhelp.pages.words import first_sentence
from safetyhelp.records import kinds
from safetyhelp.records.contacts import contacts_shown, overseers
from safetyhelp.records.model import Contact, Record

_DEPTH = 2


def _title(council: Council) -> str:
    return f"{council.name}: who to turn to"


def websites(answer: Answer) -> list[Contact]:
    """Return the websites of the council of an answer, and of its county council."""
    found = [website(answer.council)]
    found += [website(answer.county)] if answer.county else []
    return [site for site in found if site.url]


@dataclass(frozen=True)
class _Sources:
    """The lines of “Where we read this”. Most records stand on many pages: each is read once."""

    sightings: Sightings
    day: date
    _known: dict[tuple[str, str, bool], list[Evidence]] = field(default_factory=dict)

    def _of(self, record: Record, complaints: bool) -> list[Evidence]:
        key = record.kind, record.id, complaints
        if key not in self._known:
            self._known[key] = (
                of_complaints(
                    record, overseers(record, self.day), self.sightings, self.day, brief=True
                )
                if complaints
                else of_card(record, self.sightings, self.day, brief=True)
            )
        return self._known[key]

    def of_section(self, section: Section, websites: Iterable[Contact]) -> list[Line]:
        """Return the lines for all that a section shows."""
        lines: list[Evidence] = []
        linked: set[str] = set()
        for part in section.parts:
            complaints = part.kind == kinds.POLICE and section.id == NOTHING_CHANGES
            for record in part.records:
                lines += self._of(record, complaints)
                linked.update(contact.url for contact in contacts_shown(record, self.day))
        if section.id == RESPONSIBLE:
            ours = "../" * _DEPTH + LIST_OF_COUNCILS
            lines += [Evidence("Websites of councils", ours, "A list of 2025.") for _ in websites]
        return joined(lines, linked)


def _ways(
    answer: Answer,
    rows: FirstRows,
    areas: AreasOnDay,
    sightings: Sightings,
    asked: Mapping[str, Way],
) -> dict[str, object]:
    """Return the ways that stand with the texts of a page; `asked` are those that gaps name."""
    council, *county = rows.councils
    nearby = replace(council, name="The council") if answer.council.homepage else council
    return {
        "rows": rows,
        "police": POLICE,
        "cannot_go_on": cannot_go_on(answer, sightings),
        "learning_disability": learning_disability(answer, sightings),
        "the_council": nearby,
        # In a place with two councils, the county's looks after adults at risk; both are named.
        "social_care": [*county, council] if county else [nearby],
        "way_of": partial(way_of, sightings=sightings),
        "foremost": partial(foremost, council=answer.council, areas=areas, sightings=sightings),
        "ways_of_card": partial(ways_of_card, council=nearby),
        "ask_instead": partial(ask_instead, council=nearby),
        "ways_of_gaps": partial(ways_of_gaps, council=nearby, known=asked),
    }


def told(record: Record) -> tuple[str, str]:
    """Return what an open card says of a record in a sentence, and the rest of its summary.

    A service of the whole nation needs no sentence, nor does a body that its section explains.
    """
    explains_itself = record.kind not in (kinds.REPORTING, kinds.VICTIM_SERVICES)
    if explains_itself or not is_local(record):
        return "", record.summary
    return first_sentence(record.summary)


def answer_page_maker(
    directory: Directory, renderer: Renderer
) -> Callable[[Answer, FirstRows], tuple[str, str]]:
    """Return the function that makes (path, text) of an answer page of the day.

    It takes the answer and its first rows.
    """
    day, sightings = directory.map.day, renderer.sightings
    sources = _Sources(sightings, day)
    asked = known_ways(directory.all_gaps, directory.records, sightings)
    letters = {letter.id: letter for letter in directory.letters}

    def answer_page(answer: Answer, rows: FirstRows) -> tuple[str, str]:
        council = answer.council
        contacts = [contact for r in answer.records for contact in contacts_shown(r, day)]
        values = {
            "answer": answer,
            "letters": letters,
            "steps": ladder(answer),
            "arrangement_of": arrangement_of,
            "told": told,
            "sends_on": sends_on,
            "card_name": card_name(council),
            "card_entries": card_entries(rows),
            "address": page_address(council, renderer.site_url),
            "nation_name": NATIONS[council.nation],
            "sign": sign,
            "spot": sign.spot(council),
            "overseers": partial(overseers, day=day),
            "how_sure": how_sure(contacts, sightings, day),
            "sources_of": partial(sources.of_section, websites=websites(answer)),
            **_ways(answer, rows, directory.map, sightings, asked),
        }
        block = of_area(council)
        text = renderer.page("area.j2", _DEPTH, _title(council), values, data=block)
        return f"areas/{council.id}.md", text

    return answer_page


def answer_pages(directory: Directory, renderer: Renderer) -> Iterator[tuple[str, str]]:
    """Yield (path, text) of the answer page of each council of the day, and nothing else of it."""
    answer_page = answer_page_maker(directory, renderer)
    for council in directory.map.councils:
        answer = directory.answer(council)
        yield answer_page(answer, first_rows(answer, directory.map, renderer.sightings))


def former_area_pages(directory: Directory, renderer: Renderer) -> Iterator[tuple[str, str]]:
    """Yield (path, text) of a signpost for each council that has ended.

    The address of its Easy Read page leads to that of its successor, or to the signpost where there
    are several.
    """
    for council, successors in directory.map.ended:
        values = {"council": council, "successors": successors}
        page = renderer.page("former_area.j2", _DEPTH, _title(council), values)
        yield f"areas/{council.id}.md", page
        target = f"../../{successors[0].id}/easy-read/" if len(successors) == 1 else "../"
        yield f"areas/{council.id}/easy-read/index.html", signpost(target)
