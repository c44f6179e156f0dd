"""Who a letter goes to in an area, and how to send it: an answer in, names and ways out. Pure.

Names and addresses come from the answer, as its page has them. Where a body is not known, the
letter goes to the council, and says what to ask for.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from safetyhelp.areas.on_a_day import AreasOnDay
from safetyhelp.dataset.answers import Answer, is_local
from safetyhelp.dataset.arrangement import is_for_some_only
from safetyhelp.evidence.seen import Sightings
from safetyhelp.pages.answer.first_rows import FirstRows, first_rows
from safetyhelp.pages.answer.ladder import Ladder, ladder
from safetyhelp.pages.easy_read.choice import partnerships_to_name
from safetyhelp.pages.sources import doubt
from safetyhelp.pages.templates import record_path
from safetyhelp.pages.ways import Way, is_for_everybody, is_meant_for, way_of
from safetyhelp.pages.words import for_old_areas
from safetyhelp.records import kinds
from safetyhelp.records.model import AsbCaseReview, Contact, Record, Reporting
from safetyhelp.records.phones import is_relay

_MOST = 4
"""More bodies to choose from than this help nobody."""
_HEADS_WITH_ANOTHER_TITLE = frozenset({"metropolitan", "city-of-london"})
"""The heads of these two forces are called Commissioner, not Chief Constable."""


@dataclass(frozen=True, slots=True)
class Addressee:
    """Somebody a letter goes to. What is not known is empty.

    `links` are pages through which to send it, each with its words. `page` is the page of the body
    on this site, below its root. `notes` say what to ask for, and what is doubtful. `rule` is the
    rule by which it decides. `typed`: the reader writes the name.
    """

    name: str
    phone: str = ""
    email: str = ""
    links: tuple[tuple[str, str], ...] = ()
    page: str = ""
    notes: tuple[str, ...] = ()
    rule: str = ""
    typed: bool = False

    @property
    def reachable(self) -> bool:
        """Say whether there is any way to send it, or to phone."""
        return bool(self.phone or self.email or self.links)


@dataclass(frozen=True, slots=True)
class Choice:
    """What addressees are chosen from: the answer of an area, and what its page makes of it."""

    answer: Answer
    areas: AreasOnDay
    sightings: Sightings
    steps: Ladder
    rows: FirstRows

    def of_record(self, record: Record, contacts: Iterable[Contact] = ()) -> Addressee:
        """Return the body of a record, with its contacts that are meant for this area.

        `contacts` are others that are known to be meant for it.
        """
        council = self.answer.council
        meant = [*contacts] or [
            contact
            for contact in record.contacts
            if is_meant_for(contact, record, council, self.areas)
        ]
        if not meant and record.kind not in (kinds.ASB_CASE_REVIEWS, kinds.PARTNERSHIPS):
            meant = [*record.contacts]  # only of bodies of councils is the one next door wrong
        found = [contact for contact in meant if not self.sightings.of(contact).is_missing]
        there = found or meant  # what was not found again is still better than nothing
        by_phone = next((c for c in there if c.phone and not is_relay(c.phone)), None)
        by_email = next((c for c in there if c.email), None)
        by_page = next((c for c in there if c.url), None)
        used = [c for c in dict.fromkeys((by_email, by_page, by_phone)) if c]
        old = for_old_areas(self.answer.old_areas(record)).strip()
        doubts = (doubt(c, self.sightings, self.areas.day).words for c in used)
        notes = (old, record.caution, *(c.caution for c in used), *doubts)
        return Addressee(
            name=record.name,
            phone=by_phone.phone if by_phone else "",
            email=by_email.email if by_email else "",
            links=((by_page.url, by_page.purpose),) if by_page else (),
            page=record_path(record),
            notes=tuple(dict.fromkeys(note for note in notes if note)),
        )

    def councils(self) -> list[Addressee]:
        """Return the council, and that of the county where there is one."""
        return [_of_way(way) for way in self.rows.councils]

    def or_team(self, found: list[Addressee], team: str) -> list[Addressee]:
        """Return what was found, else a team of the council.

        What cannot be reached goes through the council.
        """
        council = self.councils()[0]
        if not found:
            name = f"{team}, {self.answer.council.official_name}"
            note = "We know no address for this team. Ask the council to pass it on."
            return [replace(council, name=name, notes=(*council.notes, note))]
        through = f"We know no address for it. Send it through {council.name}."
        return [
            each
            if each.reachable
            else replace(
                each,
                phone=council.phone,
                links=council.links,
                notes=(*each.notes, *council.notes, through),
            )
            for each in found
        ]


def choice(answer: Answer, areas: AreasOnDay, sightings: Sightings) -> Choice:
    """Prepare the choice for an area, by the steps and the first rows that its page has."""
    rows = first_rows(answer, areas, sightings)
    return Choice(answer, areas, sightings, ladder(answer), rows)


def _of_way(way: Way) -> Addressee:
    links = ((way.url, "The website"),) if way.url else ()
    notes = (way.doubt,) if way.doubt else ()
    return Addressee(way.name, way.phone, way.email, links, way.page, notes)


def _case_review(given: Choice) -> list[Addressee]:
    found = []
    for record in given.steps.reviews:
        rule = record.details.threshold if isinstance(record.details, AsbCaseReview) else None
        sure = rule and not rule.caution and not given.sightings.of_threshold(record).is_missing
        said = rule.wording if rule and sure else ""
        found.append(replace(given.of_record(record), rule=said))
    return given.or_team(found, "ASB case reviews")


def _antisocial_behaviour_team(given: Choice) -> list[Addressee]:
    whole = given.answer.for_everybody()
    found = [
        given.of_record(record)
        for record in whole.of_kind(kinds.REPORTING)
        if is_for_everybody(record)
    ]
    there = [each for each in found if each.reachable][:1]
    return given.or_team(there, "Antisocial behaviour team")


def _police(given: Choice) -> list[Addressee]:
    note = "Is an officer dealing with your case? Then send it to them."
    force = _of_way(given.rows.report)
    return [replace(force, notes=(*force.notes, note))]


def _police_complaints(given: Choice) -> list[Addressee]:
    steps, force = given.steps, given.rows.report
    if steps.complain and not steps.complain_again:
        return [given.of_record(steps.complain)]
    record = next(iter(given.answer.of_kind(kinds.POLICE)), None)
    name = f"Complaints department, {force.name}"
    if record and steps.force_contacts:
        found = given.of_record(record, steps.force_contacts)
    elif steps.complain:
        found = given.of_record(steps.complain)
    else:
        found = _of_way(force)
    return [replace(found, name=name)]


def _chief_constable(given: Choice) -> list[Addressee]:
    force = _of_way(given.rows.report)
    other = given.answer.police_area.id in _HEADS_WITH_ANOTHER_TITLE
    head = f"The head of {force.name}" if other else f"The Chief Constable, {force.name}"
    note = "We know no address for this office. Ask for it, or send it with your complaint."
    return [replace(force, name=head, phone="101", notes=(*force.notes, note))]


def _restorative_justice(given: Choice) -> list[Addressee]:
    records = given.answer.of_kind(kinds.RJ_PROVIDERS)
    nearest_first = sorted(records, key=lambda record: not is_local(record))
    found = [given.of_record(record) for record in nearest_first]
    return [each for each in found if each.reachable][:_MOST]


def _landlord(given: Choice) -> list[Addressee]:
    note = "Who is your landlord? Look in your contract, or in letters about your rent."
    known = [
        given.of_record(record)
        for record in given.answer.of_kind(kinds.REPORTING)
        if isinstance(record.details, Reporting)
        and is_local(record)
        and is_for_some_only(record)
        and record.details.run_by == "company"
    ]
    return [Addressee("My landlord", notes=(note,), typed=True), *known[:_MOST]]


def _partnership(given: Choice) -> list[Addressee]:
    found = []
    for record, details in partnerships_to_name(given.answer):
        notes = [f"Ask for: {details.team}"] if details.team else []
        if details.name_unconfirmed:
            notes.append("We have not seen its own name on an official page.")
        each = given.of_record(record)
        found.append(replace(each, notes=(*each.notes, *notes)))
    return given.or_team(found, "Community safety team")


def _elected(given: Choice) -> list[Addressee]:
    record = given.steps.elected
    found = given.of_record(record) if record else given.councils()[0]
    return [replace(found, name="The person I elected", typed=True)]


def _victim_support(given: Choice) -> list[Addressee]:
    way = given.rows.talk
    records = given.answer.of_kind(kinds.VICTIM_SERVICES)
    record = next((r for r in records if way and way_of(r, given.sightings) == way), None)
    return [given.of_record(record)] if record else []


_CHOSEN: Mapping[str, Callable[[Choice], list[Addressee]]] = MappingProxyType(
    {
        "case-review": _case_review,
        "antisocial-behaviour-team": _antisocial_behaviour_team,
        "police": _police,
        "police-complaints": _police_complaints,
        "chief-constable": _chief_constable,
        "restorative-justice": _restorative_justice,
        "landlord": _landlord,
        "partnership": _partnership,
        "elected": _elected,
        "council": Choice.councils,
        "victim-support": _victim_support,
    }
)
"""How each name that a letter may give under `to` is found in an area."""


def addressees(given: Choice, to: Iterable[str]) -> list[Addressee]:
    """Return who a letter goes to, each once, in the order of the letter."""
    return list(dict.fromkeys(each for name in to for each in _CHOSEN[name](given)))
