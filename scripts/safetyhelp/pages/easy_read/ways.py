"""One body and one way to reach it, as Easy Read shows it: in, a record; out, an `EasyWay`."""

from dataclasses import dataclass
from datetime import date

from safetyhelp.areas.model import Council
from safetyhelp.areas.on_a_day import AreasOnDay
from safetyhelp.evidence.seen import LASTING, Sightings
from safetyhelp.pages.easy_read.words import explanations, plain_name, short_hours
from safetyhelp.pages.ways import Way, is_meant_for
from safetyhelp.records.model import Record, VictimService
from safetyhelp.records.phones import is_relay, national


@dataclass(frozen=True, slots=True, kw_only=True)
class EasyWay(Way):
    """A body and one way to reach it: a phone number, else an e-mail address, else a page.

    `explained` holds sentences about hard words and short forms in its name. `unsure` says that
    the record has a caution; `lost_on` is the day on which the way was not found on its source;
    `checked` says that somebody has confirmed it, that a check has seen it, or that none is needed.
    """

    explained: tuple[str, ...]
    hours: str
    checked: bool
    unsure: bool
    lost_on: date | None
    without_police: bool

    @property
    def unchecked(self) -> bool:
        """Say whether the page shows something here that nobody has confirmed."""
        return self.reachable and not self.checked


def easy_way(record: Record, council: Council, areas: AreasOnDay, sightings: Sightings) -> EasyWay:
    """Return the best of the contacts of a record for a council.

    What is still on its source comes first; then a phone number, an e-mail address, a page.
    """
    ours = [c for c in record.contacts if is_meant_for(c, record, council, areas)]
    ours.sort(key=lambda c: sightings.of(c).is_missing)
    by_phone = next((c for c in ours if c.phone and not is_relay(c.phone)), None)
    best = by_phone or next((c for c in ours if c.email), None)
    best = best or next((c for c in ours if c.url), None)
    name, details = plain_name(record.name), record.details
    phone = by_phone.phone if by_phone else ""
    email = best.email if best and not phone else ""
    lasting = national(phone) in LASTING
    sighting = sightings.of(best) if best and not lasting else None
    return EasyWay(
        name=name,
        explained=tuple(explanations(name)),
        phone=phone,
        email=email,
        url=best.url if best and not phone and not email else "",
        hours=short_hours(best.hours) if best and phone else "",
        checked=lasting
        or bool(best and best.confirmed)
        or bool(sighting and sighting.fresh_on(areas.day)),
        unsure=bool(record.caution or (best and best.caution)),
        lost_on=sighting.on if sighting and sighting.is_missing else None,
        without_police=isinstance(details, VictimService)
        and details.without_police_report == "yes",
    )
