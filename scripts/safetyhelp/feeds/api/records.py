"""One record as an object of JSON: what its page says, by the names that the records have. Pure.

What is not named here is not published: notes for contributors, file names, the order of pages.
"""

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import date

from safetyhelp.areas.on_a_day import AreasOnDay
from safetyhelp.dataset.answers import Directory, is_local
from safetyhelp.feeds.api.contacts import Evidence, contacts, doubted, seen_on
from safetyhelp.feeds.edition import Fields
from safetyhelp.pages.sources import doubt_of_threshold, how_sure
from safetyhelp.pages.templates import record_path
from safetyhelp.records.contacts import contacts_shown, overseers
from safetyhelp.records.model import (
    AsbCaseReview,
    ComplaintBody,
    Contact,
    OversightBody,
    Partnership,
    Police,
    Record,
    Reporting,
    RjProvider,
    Source,
    VictimService,
)
from safetyhelp.records.vocabulary import covers_in_words
from safetyhelp.text.compact_json import filled


def _sources(sources: Iterable[Source]) -> list[Fields]:
    return [
        {"url": source.url, "seen": seen_on(source.seen), **filled(shows=source.shows)}
        for source in sources
    ]


def _case_review(record: Record, details: AsbCaseReview, evidence: Evidence) -> Fields:
    rule, appeal = details.threshold, details.appeal
    threshold: Fields = {}
    if rule:
        found = doubt_of_threshold(record, evidence.sightings, evidence.day)
        threshold = {
            **filled(wording=rule.wording, caution=rule.caution),
            "any_of": [filled(**asdict(way)) for way in rule.any_of],
            "hate_crime": rule.hate_crime,
            "source": rule.source,
            "seen": seen_on(rule.seen),
            **doubted(found),
        }
    return filled(
        run_by=details.run_by,
        how_to_apply=details.how_to_apply,
        threshold=threshold,
        appeal=filled(heard_by=appeal.heard_by, within=appeal.within, how=appeal.how)
        if appeal
        else {},
    )


def _overseer(body: OversightBody, evidence: Evidence) -> Fields:
    return {
        "name": body.name,
        "role": body.role,
        **filled(
            caution=body.caution,
            starts_on=body.starts_on.iso() if body.starts_on else "",
            ends_on=body.ends_on.iso() if body.ends_on else "",
        ),
        "contacts": contacts(body.contacts, evidence),
        "sources": _sources(body.sources),
    }


def _police(record: Record, details: Police, evidence: Evidence) -> Fields:
    schemes = [
        {
            "name": scheme.name,
            **filled(summary=scheme.summary, url=scheme.url, caution=scheme.caution),
            "source": scheme.source,
            "seen": seen_on(scheme.seen),
        }
        for scheme in details.accessibility_schemes
    ]
    return {
        "complaints": contacts(details.complaints, evidence),
        "accessibility_schemes": schemes,
        "oversight": [_overseer(body, evidence) for body in overseers(record, evidence.day)],
    }


def _partnership(details: Partnership) -> Fields:
    members = details.members
    listed = (
        {
            "names": [*members.names],
            "as_of": seen_on(members.as_of),
            "complete": members.complete,
            "source": members.source,
        }
        if members
        else {}
    )
    return {
        "role": details.role,
        "name_unconfirmed": details.name_unconfirmed,
        **filled(team=details.team, members=listed),
    }


def _details(record: Record, evidence: Evidence) -> Fields:
    details = record.details
    if isinstance(details, AsbCaseReview):
        return _case_review(record, details, evidence)
    if isinstance(details, Police):
        return _police(record, details, evidence)
    if isinstance(details, Partnership):
        return _partnership(details)
    return _service(details)


def _service(details: Reporting | VictimService | RjProvider | ComplaintBody) -> Fields:
    if isinstance(details, Reporting):
        return {
            "takes": [*details.takes],
            "run_by": details.run_by,
            "anonymous": details.anonymous,
            **filled(what_happens_next=details.what_happens_next),
        }
    if isinstance(details, ComplaintBody):
        return {
            "reviews": [*details.reviews],
            **filled(
                first_step=details.first_step,
                time_limit=details.time_limit,
                someone_else=details.someone_else,
            ),
        }
    shared = {
        "run_by": details.run_by,
        "self_referral": details.self_referral,
        **filled(
            provider=details.provider,
            commissioner=details.commissioner,
            who_can_use=details.who_can_use,
            accessibility=dict(details.accessibility),
        ),
    }
    if isinstance(details, VictimService):
        return {
            **shared,
            "helps_with": [*details.helps_with],
            "without_police_report": details.without_police_report,
            **filled(age_from=details.age_from, age_to=details.age_to),
        }
    return {
        **shared,
        "takes_hate_crime": details.takes_hate_crime,
        "takes_antisocial_behaviour": details.takes_antisocial_behaviour,
        "ways": [*details.ways],
    }


def record(
    each: Record,
    areas: AreasOnDay,
    evidence: Evidence,
    lists: Sequence[Sequence[Contact]] = (),
) -> Fields:
    """Return a record that is true on the day.

    `lists` are its contacts as a page of an area shows them, one list below the other; without
    them they stand as on its own page.
    """
    return {
        "kind": each.kind,
        "id": each.id,
        "name": each.name,
        "page": record_path(each),
        "ended": False,
        **filled(
            former_names=[*each.former_names],
            other_names=[*each.other_names],
            summary=each.summary,
            caution=each.caution,
            starts_on=each.starts_on.iso() if each.starts_on else "",
            ends_on=each.ends_on.iso() if each.ends_on else "",
        ),
        "replaced_by": [each.replaced_by] if each.replaced_by else [],
        "covers": {
            "level": each.covers.level,
            "ids": [*each.covers.ids],
            "in_words": covers_in_words(each.covers, areas),
        },
        **_details(each, evidence),
        "contacts": [
            found for listed in lists or (each.contacts,) for found in contacts(listed, evidence)
        ],
    }


def own_file(each: Record, areas: AreasOnDay, evidence: Evidence) -> Fields:
    """Return a record with what its own page says besides.

    That is: the pages that it names as a whole, its councils, and how sure we are.
    """
    councils = areas.councils_in(each.covers) if is_local(each) else []
    return {
        **record(each, areas, evidence),
        "sources": _sources(each.sources),
        "councils": [council.id for council in councils],
        "how_sure": how_sure(contacts_shown(each, evidence.day), evidence.sightings, evidence.day),
    }


def _retired(kind: str, record_id: str, name: str, replaced_by: str, ended_on: str) -> Fields:
    return {
        "kind": kind,
        "id": record_id,
        "name": name,
        "ended": True,
        **filled(ended_on=ended_on),
        "replaced_by": [replaced_by] if replaced_by else [],
    }


def retired(directory: Directory) -> list[Fields]:
    """Return what is left of each id that is no longer in use: that it ended, and what follows it.

    These are records that have ended, the ids that records had before, and those of records that
    were deleted. No contact is in them.
    """
    day: date = directory.map.day
    found = []
    for each in directory.all_records:
        if each.ends_on and each.ends_on.last_day() < day:
            on = each.ends_on.iso()
            found.append(_retired(each.kind, each.id, each.name, each.replaced_by, on))
        elif not each.current_on(day):
            continue
        found += [_retired(each.kind, former, each.name, each.id, "") for former in each.former_ids]
    for gone in directory.retired:
        on = gone.ended_on.iso() if gone.ended_on else ""
        found.append(_retired(gone.kind, gone.id, gone.name, gone.replaced_by, on))
    return found
