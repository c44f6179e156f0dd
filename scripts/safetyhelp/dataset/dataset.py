"""What the rules look at: everything that was loaded, joined on one day."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from safetyhelp.areas.model import Council, County, PoliceArea
from safetyhelp.areas.on_a_day import LEVELS
from safetyhelp.dataset.answers import Directory
from safetyhelp.findings.model import Finding, Path, Severity
from safetyhelp.records.reading import Loaded
from safetyhelp.text.slugs import slug
from safetyhelp.yaml.parse import position

Area = Council | County | PoliceArea | str


def _names(area: Area) -> Iterator[str]:
    if isinstance(area, str):
        yield area
        return
    yield area.name
    if isinstance(area, Council):
        yield from (area.official_name, area.welsh_name, *area.other_names)
    elif isinstance(area, PoliceArea):
        yield area.force


def _ids_by_spelling(known: Mapping[str, Area]) -> dict[str, str]:
    spellings: dict[str, str] = {}
    for area_id, area in known.items():
        for name in _names(area):
            spellings.setdefault(slug(name) or area_id, area_id)
    return {**spellings, **{area_id: area_id for area_id in known}}


@dataclass(frozen=True)
class Dataset:
    """The input of every rule."""

    loaded: Loaded
    directory: Directory

    @cached_property
    def spellings(self) -> Mapping[str, Mapping[str, str]]:
        """By level: every spelling of an area, as an id would be written, with its id."""
        return {level: _ids_by_spelling(self.directory.map.known_ids(level)) for level in LEVELS}

    @cached_property
    def words_in_areas(self) -> frozenset[str]:
        """Every word in the ids of councils, counties and police areas."""
        ids = (area for level in LEVELS for area in self.directory.map.known_ids(level))
        return frozenset(word for area_id in ids for word in area_id.split("-"))

    @property
    def today(self) -> date:
        """The date of the check."""
        return self.directory.map.day

    def finding(
        self,
        code: str,
        file: str,
        path: Path,
        message: str,
        suggestion: str,
        severity: Severity = Severity.ERROR,
        since: date | None = None,
    ) -> Finding:
        """Make a finding at the place of `path` in `file`.

        With `since` it is overdue from that day on, whatever the severity.
        """
        source = self.loaded.texts.get(file)
        line, column = position(source, path) if source else (1, 1)
        severity = Severity.OVERDUE if since else severity
        return Finding(code, file, line, column, path, message, suggestion, severity, since)
