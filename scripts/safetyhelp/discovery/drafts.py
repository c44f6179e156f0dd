"""From what was found to drafts: new records, contacts for records that lack them, gaps closed.

Only pages that are sure enough are taken, and of their values only those that nothing speaks
against. A draft is in canonical form and has passed the checks; nobody has judged if it is true, so
it never says `confirmed`. Pure: files come out as texts.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from safetyhelp.areas.on_a_day import COUNCILS
from safetyhelp.dataset.dataset import Dataset
from safetyhelp.dataset.wanted import (
    CASE_REVIEW,
    COMPLAINTS,
    EMAIL,
    NAME,
    PAGE,
    PHONE,
    THRESHOLD,
    Wanted,
)
from safetyhelp.discovery.addresses import host_of, hosts_of
from safetyhelp.discovery.bodies import pages_of, records_of
from safetyhelp.discovery.run import Searched
from safetyhelp.discovery.values import EVERY_PAGE
from safetyhelp.discovery.wording import (
    apply_in_words,
    purpose_of,
    settings_of,
    threshold_fields,
)
from safetyhelp.evidence.lookups import FOUND, Candidate, FoundValue
from safetyhelp.issue_forms.apply.drafts import Draft, Fields
from safetyhelp.new_record.create import CannotCreateError, Request, compose
from safetyhelp.new_record.trial import try_files
from safetyhelp.records import kinds
from safetyhelp.records.contacts import contacts_of, same_value
from safetyhelp.records.lists.declined import Declined, is_declined
from safetyhelp.records.model import AsbCaseReview, Partnership, Record
from safetyhelp.records.schema import Schemas

_MOST_ROUNDS = 6
_REFUSED = "The checks refuse it."
_KEYS: Mapping[str, str] = MappingProxyType({PAGE: "url", PHONE: "phone", EMAIL: "email"})
"""The parts that a contact holds, and their keys there."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """What is proposed for one thing that is missing, and on which page it was read.

    `filled` says whether the gap can go; `file` is the record, empty when no draft could be made:
    `why` then says why not.
    """

    want: Wanted
    candidate: Candidate
    values: tuple[FoundValue, ...]
    filled: bool = False
    file: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class Drafted:
    """Every proposal, and the files that they make."""

    proposals: tuple[Proposal, ...]
    files: Mapping[str, str] = field(default_factory=dict)


def proposals_of(searched: Searched, declined: tuple[Declined, ...]) -> tuple[Proposal, ...]:
    """Return what is proposed: the best page of each search that found one, unless declined."""
    made = []
    whose = _whose(searched)
    for want in searched.wants:
        lookup = searched.lookups.get(want.key) if want.topic else None
        if lookup is None or lookup.outcome != FOUND:
            continue
        best = next(
            (each for each in lookup.candidates
             if each.confidence != "low"
             and not is_declined(declined, want.kind, want.area, each.url)),
            None,
        )  # fmt: skip
        if best is None:
            continue
        here = host_of(best.url)
        values = tuple(
            value
            for value in best.values
            if not value.against
            and not is_declined(declined, want.kind, want.area, value.value)
            and whose.get(value.value, {here}) == {here}
        )
        made.append(Proposal(want, best, values))
    return tuple(made)


def _whose(searched: Searched) -> dict[str, set[str]]:
    """Return on which sites each number and address was read as the site's own.

    What two sites call their own is proposed for neither: one of them has it wrong.
    """
    found: dict[str, set[str]] = {}
    for lookup in searched.lookups.values():
        for candidate in lookup.candidates:
            for value in candidate.values:
                own = not value.against or value.against == EVERY_PAGE
                if own and value.what in (PHONE, EMAIL):
                    found.setdefault(value.value, set()).add(host_of(candidate.url))
    return found


def _fills(want: Wanted, there: Collection[str]) -> bool:
    """Say whether a gap can go when some parts are there."""
    needed = set(want.parts)
    return needed <= set(there) if want.every or not needed else bool(needed & set(there))


def _value(values: tuple[FoundValue, ...], what: str) -> str:
    return next((value.value for value in values if value.what == what), "")


def _no_answer(question: str, _: str) -> str:
    """Stand in for the person who cannot be asked."""
    raise CannotCreateError(f"The page does not tell: {question.partition(':')[0]}.")


def _ways(proposal: Proposal) -> dict[str, str]:
    """Return how the body can be reached, by the keys of a contact."""
    found = {
        "phone": _value(proposal.values, PHONE),
        "email": _value(proposal.values, EMAIL),
        "url": proposal.candidate.url,
    }
    return {key: text for key, text in found.items() if text}


def _new_record(draft: Draft, proposal: Proposal) -> str:
    """Add a new record to a draft; return its file. Raises CannotCreateError."""
    want, best = proposal.want, proposal.candidate
    name = draft.dataset.directory.map.name_of(want.level, want.area)
    request = Request(
        kind=want.kind,
        places=(want.area,),
        level=want.level,
        source=best.url,
        seen=best.seen or "unknown",
        contact={"for": purpose_of(want), **_ways(proposal)},
        settings=settings_of(want, name, best),
    )
    made = compose(draft.dataset, draft.schemas, request, _no_answer)
    more: Fields = {}
    if want.topic == CASE_REVIEW:
        how = apply_in_words(best, proposal.values)
        more.update({"how_to_apply": how} if how else {})
        rule = threshold_fields(best, proposal.values)
        more.update({"threshold": rule} if rule else {})
    draft.add_record(made, more)
    return made.file


def _record_about(dataset: Dataset, want: Wanted, page: str) -> Record | None:
    """Return the one record of an area itself that lacks a part; None when there is none."""
    found = records_of(dataset, want.kind, want.level, want.area)
    if len(found) != 1 or found[0].covers.ids != (want.area,):
        return None
    return found[0] if _is_the_same_body(found[0], want, page) else None


def _is_the_same_body(record: Record, want: Wanted, page: str) -> bool:
    """Say whether a page can be that of the body of a record.

    An area has one force, one review, one partnership. Ways to report and services are many: they
    must share a site.
    """
    if want.kind not in (kinds.REPORTING, kinds.RJ_PROVIDERS, kinds.VICTIM_SERVICES):
        return True
    return host_of(page) in hosts_of(pages_of(record))


def _completed(draft: Draft, proposal: Proposal, record: Record) -> set[str]:
    """Add to a record what it lacks; return the parts that it then has from this page."""
    want, best = proposal.want, proposal.candidate
    found, given = _ways(proposal), [contact for contact, _ in contacts_of(record)]
    there = {part for part, key in _KEYS.items() if key in found}
    new: Fields = {
        key: value
        for key, value in found.items()
        if not any(same_value(key, getattr(contact, key), value) for contact in given)
    }
    seen = best.seen or "unknown"
    if new:
        place = "complaints" if want.topic == COMPLAINTS else "contacts"
        contact = {"for": purpose_of(want), **new, "source": best.url, "seen": seen}
        draft.append(record.file, place, contact)
    details = record.details
    if isinstance(details, AsbCaseReview) and details.threshold is None:
        rule = threshold_fields(best, proposal.values)
        if rule:
            draft.put(record.file, ("threshold",), rule)
            there.add(THRESHOLD)
    if isinstance(details, Partnership) and details.name_unconfirmed and best.name:
        draft.put(record.file, ("name",), best.name)
        draft.put(record.file, ("name_unconfirmed",), None)
        there.add(NAME)
    draft.add_source(record, best.url, seen, "")
    return there


def _close_gaps(draft: Draft, proposals: list[Proposal]) -> list[Proposal]:
    """Take the areas that are filled out of the list of gaps, and gaps that are then empty.

    A gap that is overdue may only go as a whole: a change of it would have to be a new look.
    """
    filled: dict[int, set[str]] = {}
    for proposal in proposals:
        if proposal.file and proposal.filled and proposal.want.gap >= 0:
            filled.setdefault(proposal.want.gap, set()).add(proposal.want.area)
    gaps_file = draft.dataset.loaded.gaps_file
    gaps = {gap.position: gap for gap in draft.dataset.directory.all_gaps}
    left: set[int] = set()
    for position in sorted(filled, reverse=True):
        gap = gaps[position]
        if set(gap.covers.ids) <= filled[position]:
            draft.put(gaps_file, ("gaps", position), None)
            continue
        if gap.overdue_since(draft.today):
            left.add(position)
            continue
        for index in range(len(gap.covers.ids) - 1, -1, -1):
            if gap.covers.ids[index] in filled[position]:
                path = ("gaps", position, "covers", gap.covers.level, index)
                draft.put(gaps_file, path, None)
    return [replace(each, filled=each.filled and each.want.gap not in left) for each in proposals]


def _drafted(
    dataset: Dataset, schemas: Schemas, proposals: tuple[Proposal, ...], left_out: Mapping[str, str]
) -> tuple[list[Proposal], dict[str, str]]:
    draft = Draft(dataset, schemas)
    made: list[Proposal] = []
    for proposal in proposals:
        try:
            if proposal.want.key in left_out:
                raise CannotCreateError(left_out[proposal.want.key])
            made.append(_with_draft(draft, proposal))
        except CannotCreateError as error:
            made.append(replace(proposal, why=str(error)))
    return _close_gaps(draft, made), draft.files()


def _with_draft(draft: Draft, proposal: Proposal) -> Proposal:
    """Put a proposal into a draft. Raises CannotCreateError."""
    want = proposal.want
    record = None
    if want.parts or want.kind == kinds.POLICE:
        record = _record_about(draft.dataset, want, proposal.candidate.url)
    if record is not None:
        there = _completed(draft, proposal, record)
        return replace(proposal, filled=_fills(want, there), file=record.file)
    is_new = not want.parts or (want.kind == kinds.REPORTING and want.level == COUNCILS)
    if not is_new or want.topic == COMPLAINTS:
        raise CannotCreateError("No single record of this area could hold it.")
    file = _new_record(draft, proposal)
    there = {PAGE, *(value.what for value in proposal.values)}
    return replace(proposal, filled=_fills(want, there), file=file)


def draft_all(
    searched: Searched, dataset: Dataset, schemas: Schemas, declined: tuple[Declined, ...]
) -> Drafted:
    """Make drafts of all that is proposed and try them together; what fails is left out."""
    proposals = proposals_of(searched, declined)
    left_out: dict[str, str] = {}
    for _ in range(_MOST_ROUNDS):
        made, files = _drafted(dataset, schemas, proposals, left_out)
        errors = try_files(dataset, files, schemas).errors if files else ()
        if not errors:
            return Drafted(tuple(made), files)
        left_out |= dict(_at_fault(made, {error.file: error.message for error in errors}))
    return Drafted(tuple(replace(each, why=_REFUSED) for each in proposals))


def _at_fault(made: list[Proposal], errors: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield what has to be left out: the drafts of files with errors, else all."""
    found = [(each.want.key, errors[each.file]) for each in made if each.file in errors]
    yield from found or [(each.want.key, _REFUSED) for each in made]
