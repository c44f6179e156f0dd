"""Build typed records from parsed files that their schema has accepted."""

from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType
from typing import Any

from safetyhelp.areas.model import Covers
from safetyhelp.records import kinds
from safetyhelp.records.dates import PartialDate, parse_partial_date
from safetyhelp.records.model import (
    AccessibilityScheme,
    Alternative,
    Answers,
    Appeal,
    AsbCaseReview,
    ComplaintBody,
    Contact,
    Details,
    Gap,
    ListedContact,
    Members,
    OversightBody,
    Partnership,
    Police,
    Record,
    Reporting,
    RjProvider,
    Seen,
    Source,
    Threshold,
    VictimService,
    WithdrawnContact,
)

Fields = Mapping[str, Any]
_DEFAULT_ORDER = 50


def _text(fields: Fields, key: str) -> str:
    return " ".join(str(fields.get(key, "")).split())


def _known(fields: Fields, key: str) -> str:
    return str(fields.get(key, "unknown"))


def _items(fields: Fields, key: str) -> tuple[str, ...]:
    return tuple(fields.get(key, ()))


def _number(fields: Fields, key: str) -> int | None:
    return int(fields[key]) if key in fields else None


def _date(fields: Fields, key: str) -> PartialDate | None:
    return parse_partial_date(fields[key]) if key in fields else None


def _day(fields: Fields, key: str) -> date | None:
    return date.fromisoformat(fields[key]) if key in fields else None


def _seen(fields: Fields, key: str = "seen") -> Seen:
    return Seen(parse_partial_date(fields[key]))


def _covers(fields: Fields) -> Covers:
    ((level, ids),) = fields["covers"].items()
    return Covers(level, tuple(ids))


def _sources(fields: Fields) -> tuple[Source, ...]:
    return tuple(
        Source(source["url"], _seen(source), _text(source, "shows")) for source in fields["sources"]
    )


def _contacts(fields: Fields, key: str = "contacts") -> tuple[Contact, ...]:
    return tuple(
        Contact(
            purpose=_text(contact, "for"),
            phone=_text(contact, "phone"),
            email=_text(contact, "email"),
            url=_text(contact, "url"),
            text_phone=_text(contact, "text_phone"),
            relay=_text(contact, "relay"),
            bsl=_text(contact, "bsl"),
            hours=_text(contact, "hours"),
            caution=_text(contact, "caution"),
            source=contact["source"],
            seen=_seen(contact),
            confirmed=_day(contact, "confirmed"),
            shared_mailbox="shared_mailbox" in contact,
        )
        for contact in fields.get(key, ())
    )


def _accessibility(fields: Fields) -> Answers:
    return tuple(fields.get("accessibility", {}).items())


def _reporting(fields: Fields) -> Reporting:
    return Reporting(
        takes=_items(fields, "takes"),
        run_by=fields["run_by"],
        anonymous=_known(fields, "anonymous"),
        what_happens_next=_text(fields, "what_happens_next"),
    )


def _oversight(fields: Fields) -> OversightBody:
    return OversightBody(
        name=_text(fields, "name"),
        role=fields["role"],
        contacts=_contacts(fields),
        caution=_text(fields, "caution"),
        starts_on=_date(fields, "starts_on"),
        ends_on=_date(fields, "ends_on"),
        sources=_sources(fields),
    )


def _police(fields: Fields) -> Police:
    schemes = tuple(
        AccessibilityScheme(
            name=_text(scheme, "name"),
            summary=_text(scheme, "summary"),
            url=_text(scheme, "url"),
            caution=_text(scheme, "caution"),
            source=scheme["source"],
            seen=_seen(scheme),
        )
        for scheme in fields.get("accessibility_schemes", ())
    )
    return Police(
        complaints=_contacts(fields, "complaints"),
        accessibility_schemes=schemes,
        oversight=tuple(_oversight(body) for body in fields.get("oversight", ())),
    )


def _victim_service(fields: Fields) -> VictimService:
    ages = fields.get("ages", {})
    return VictimService(
        provider=_text(fields, "provider"),
        commissioner=_text(fields, "commissioner"),
        run_by=fields["run_by"],
        helps_with=_items(fields, "helps_with"),
        who_can_use=_text(fields, "who_can_use"),
        age_from=_number(ages, "from"),
        age_to=_number(ages, "to"),
        self_referral=_known(fields, "self_referral"),
        without_police_report=_known(fields, "without_police_report"),
        accessibility=_accessibility(fields),
        confidential=_known(fields, "confidential"),
    )


def _rj_provider(fields: Fields) -> RjProvider:
    return RjProvider(
        provider=_text(fields, "provider"),
        commissioner=_text(fields, "commissioner"),
        run_by=fields["run_by"],
        who_can_use=_text(fields, "who_can_use"),
        self_referral=_known(fields, "self_referral"),
        takes_hate_crime=_known(fields, "takes_hate_crime"),
        takes_antisocial_behaviour=_known(fields, "takes_antisocial_behaviour"),
        ways=_items(fields, "ways"),
        accessibility=_accessibility(fields),
    )


def _alternative(fields: Fields) -> Alternative:
    return Alternative(
        reports=_number(fields, "reports"),
        people=_number(fields, "people"),
        within_months=_number(fields, "within_months"),
        reported_within_months=_number(fields, "reported_within_months"),
        about=fields.get("about", "any"),
        no_action="no_action" in fields,
    )


def _threshold(fields: Fields) -> Threshold:
    return Threshold(
        any_of=tuple(_alternative(way) for way in fields.get("any_of", ())),
        hate_crime=fields["hate_crime"],
        wording=_text(fields, "wording"),
        source=fields["source"],
        seen=_seen(fields),
        caution=_text(fields, "caution"),
    )


def _asb_case_review(fields: Fields) -> AsbCaseReview:
    appeal = fields.get("appeal")
    return AsbCaseReview(
        run_by=_text(fields, "run_by"),
        how_to_apply=_text(fields, "how_to_apply"),
        threshold=_threshold(fields["threshold"]) if "threshold" in fields else None,
        appeal=Appeal(appeal["heard_by"], _text(appeal, "within"), _text(appeal, "how"))
        if appeal
        else None,
    )


def _complaint_body(fields: Fields) -> ComplaintBody:
    return ComplaintBody(
        reviews=_items(fields, "reviews"),
        first_step=_text(fields, "first_step"),
        time_limit=_text(fields, "time_limit"),
        someone_else=_text(fields, "someone_else"),
    )


def _partnership(fields: Fields) -> Partnership:
    members = fields.get("members")
    return Partnership(
        role=fields["role"],
        name_unconfirmed="name_unconfirmed" in fields,
        team=_text(fields, "team"),
        members=Members(
            names=_items(members, "names"),
            as_of=_seen(members, "as_of"),
            complete=_known(members, "complete"),
            source=members["source"],
        )
        if members
        else None,
    )


_DETAILS: Mapping[str, Callable[[Fields], Details]] = MappingProxyType(
    {
        kinds.REPORTING: _reporting,
        kinds.POLICE: _police,
        kinds.VICTIM_SERVICES: _victim_service,
        kinds.RJ_PROVIDERS: _rj_provider,
        kinds.ASB_CASE_REVIEWS: _asb_case_review,
        kinds.COMPLAINTS: _complaint_body,
        kinds.PARTNERSHIPS: _partnership,
    }
)


def build_record(kind: str, record_id: str, file: str, fields: Fields) -> Record:
    """Build a record from the fields of a file that its kind's schema has accepted."""
    return Record(
        kind=kind,
        id=record_id,
        file=file,
        name=_text(fields, "name"),
        former_names=_items(fields, "former_names"),
        other_names=_items(fields, "other_names"),
        former_ids=_items(fields, "former_ids"),
        covers=_covers(fields),
        summary=_text(fields, "summary"),
        contacts=_contacts(fields),
        caution=_text(fields, "caution"),
        shown=fields.get("shown", "always"),
        order=_number(fields, "order") or _DEFAULT_ORDER,
        starts_on=_date(fields, "starts_on"),
        ends_on=_date(fields, "ends_on"),
        replaced_by=fields.get("replaced_by", ""),
        sources=_sources(fields),
        notes=str(fields.get("notes", "")),
        details=_DETAILS[kind](fields),
    )


def build_gaps(fields: Fields) -> tuple[Gap, ...]:
    """Build the entries of `gaps.yml`."""
    return tuple(
        Gap(
            section=gap["section"],
            covers=_covers(gap),
            missing=_text(gap, "missing"),
            reason=_text(gap, "reason"),
            instead=_text(gap, "instead"),
            ask=_items(gap, "ask"),
            review_by=date.fromisoformat(gap["review_by"]),
            position=position,
        )
        for position, gap in enumerate(fields["gaps"])
    )


def build_withdrawn(fields: Fields) -> tuple[WithdrawnContact, ...]:
    """Build the entries of `withdrawn.yml`."""
    return tuple(
        WithdrawnContact(
            value=entry["value"],
            what=entry["what"],
            belonged_to=_text(entry, "belonged_to"),
            reason=_text(entry, "reason"),
            allowed_in=_items(entry, "allowed_in"),
            position=position,
        )
        for position, entry in enumerate(fields["withdrawn"])
    )


def build_not_checked(fields: Fields) -> tuple[ListedContact, ...]:
    """Build the entries of `not-checked.yml`."""
    return tuple(
        ListedContact(
            value=entry["value"],
            what=entry["what"],
            belonged_to=_text(entry, "belonged_to"),
            reason=_text(entry, "reason"),
            position=position,
        )
        for position, entry in enumerate(fields["not_checked"])
    )
