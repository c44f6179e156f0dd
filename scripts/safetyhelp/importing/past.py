"""What the files of before know of councils and counties that end, and the published lists do not.

A change may be imported months before its day. Until then the old councils have their pages, so
their rows keep what the list of councils said of them; the list of retired codes has only names.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from safetyhelp.areas.announced import AnnouncedCouncil
from safetyhelp.areas.model import Council, County, Geography
from safetyhelp.importing.lists import Lists


@dataclass(frozen=True, slots=True)
class Past:
    """The geography of before by ONS code, and the councils that were announced.

    `day` is that of the edition of the postcodes: what ends later has its postcodes there.
    """

    councils: Mapping[str, Council]
    counties: Mapping[str, County]
    announced: tuple[AnnouncedCouncil, ...]
    day: date

    def goes_on(self, lists: Lists, code: str) -> bool:
        """Say whether a retired council is still there on the day of the edition."""
        return lists.code_on(code, self.day) == code

    def once_listed(self, code: str) -> Council | None:
        """Return a council of before as the list of councils described it, or None.

        Only rows from that list have a homepage; those from the list of retired codes lack it.
        """
        council = self.councils.get(code)
        return council if council and (council.homepage or not council.ends_on) else None

    def announced_id(self, code: str, lists: Lists) -> str | None:
        """Return the id under which a new council was announced: it replaces the same councils."""
        replaced = {
            council.id
            for each in lists.retired.values()
            if code in each.current and (council := self.councils.get(each.code))
        }
        return next((new.id for new in self.announced if set(new.replaces) == replaced), None)

    def ended_counties(self, lists: Lists) -> dict[str, date]:
        """Return code → last day of each county council of before that is no longer listed.

        Where the list of retired codes lacks it, it ends with the last of its councils.
        """
        found = {}
        for code, county in self.counties.items():
            if code in lists.counties:
                continue
            days = [lists.retired[code].last_day] if code in lists.retired else []
            days += [county.ends_on] if county.ends_on and not days else []
            days = days or [
                each.last_day
                for each in lists.retired.values()
                if (council := self.once_listed(each.code)) and council.county == county.id
            ]
            if days:
                found[code] = max(days)
        return found


def past_of(before: Geography | None, announced: tuple[AnnouncedCouncil, ...], day: date) -> Past:
    """Return the past that the geography of the last import tells of, if there is one."""
    councils = before.councils.values() if before else ()
    counties = before.counties.values() if before else ()
    return Past(
        {each.code: each for each in councils},
        {each.code: each for each in counties},
        announced,
        day,
    )
