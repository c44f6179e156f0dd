"""What a maintainer has declined: pages and values that the search must not propose again.

They lie in data/declined.yml, each with a reason, and are checked like every list in the folder.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from safetyhelp.areas.model import Covers
from safetyhelp.findings.model import Finding
from safetyhelp.records.contacts import url_key
from safetyhelp.records.files.loaded import Loaded
from safetyhelp.records.kinds import DECLINED
from safetyhelp.records.phones import phone_key
from safetyhelp.yaml.parse import position


@dataclass(frozen=True, slots=True, kw_only=True)
class Declined:
    """One “no”: for a section and some areas (none: all), a page or a value, and the reason."""

    section: str
    covers: Covers | None = None
    value: str
    reason: str
    position: int

    @property
    def areas(self) -> tuple[str, ...]:
        """The areas for which it was declined; none for all."""
        return self.covers.ids if self.covers else ()


def _key(value: str) -> str:
    if value.startswith(("http:", "https:")):
        return url_key(value)
    return value.lower() if "@" in value else phone_key(value)


def is_declined(declined: Iterable[Declined], section: str, area: str, value: str) -> bool:
    """Say whether a page or a value was declined for a section of an area."""
    key = _key(value)
    return any(
        each.section == section
        and (not each.areas or area in each.areas)
        and _key(each.value) == key
        for each in declined
    )


def declined_in(loaded: Loaded) -> tuple[Declined, ...]:
    """Return what was declined in a data folder."""
    return loaded.entries_of(DECLINED, "declined", Declined)


def declined_once(loaded: Loaded) -> Iterator[Finding]:
    """Find what is declined twice: only one of the two reasons would be read."""
    name, seen = loaded.file_of(DECLINED), set[tuple[str, frozenset[str], str]]()
    for entry in declined_in(loaded):
        key = (entry.section, frozenset(entry.areas), _key(entry.value))
        if key in seen:
            path = ("declined", entry.position, "value")
            yield Finding(
                "repeated-item",
                name,
                *position(loaded.texts[name], path),
                path,
                f"{entry.value} stands in this list twice.",
                "Keep one entry, with all that is known in its reason.",
            )
        seen.add(key)
