"""What the rules look at: everything that was loaded, joined on one day."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from safetyhelp.areas.model import Area
from safetyhelp.areas.on_a_day import LEVELS
from safetyhelp.dataset.answers import Directory
from safetyhelp.dataset.public_text import PublicText, public_texts
from safetyhelp.findings.model import Finding, Path, Severity
from safetyhelp.records.files.examining import is_under
from safetyhelp.records.files.loaded import Loaded, place_in_folder
from safetyhelp.text.slugs import slug
from safetyhelp.text.words import nearest
from safetyhelp.yaml.parse import position


def _ids_by_spelling(known: Mapping[str, Area | str]) -> dict[str, str]:
    spellings: dict[str, str] = {}
    for area_id, area in known.items():
        for name in (area,) if isinstance(area, str) else area.names:
            spellings.setdefault(slug(name) or area_id, area_id)
    return {**spellings, **{area_id: area_id for area_id in known}}


@dataclass(frozen=True)
class Dataset:
    """The input of every rule."""

    loaded: Loaded
    directory: Directory

    @cached_property
    def with_drafts(self) -> "Dataset":
        """The dataset with what can be read of faulty files in its place among the others.

        It is for the rules: what is wrong with the rest of a file is found in the same run, and
        nobody is told that something is missing which only cannot be read. Never publish it.
        """
        loaded, drafts = self.loaded, self.loaded.drafts
        if not drafts.unread:
            return self
        records = sorted([*loaded.records, *drafts.records], key=place_in_folder)
        gaps = (*loaded.gaps, *drafts.gaps)
        loaded = replace(
            loaded,
            records=tuple(records),
            gaps=gaps,
            withdrawn=(*loaded.withdrawn, *drafts.withdrawn),
            not_checked=(*loaded.not_checked, *drafts.not_checked),
            letters=(*loaded.letters, *drafts.letters),
            texts={**loaded.texts, **drafts.texts},
        )
        directory = replace(
            self.directory, all_records=loaded.records, all_gaps=gaps, letters=loaded.letters
        )
        return Dataset(loaded, directory)

    def is_unread(self, file: str, path: Path) -> bool:
        """Say whether a value could not be read, though it, or something in its place, is there."""
        return is_under(path, self.loaded.drafts.unread.get(file, frozenset()))

    @cached_property
    def public_texts(self) -> tuple[PublicText, ...]:
        """Every text that is published, with its place: several rules read them all."""
        return tuple(public_texts(self.loaded))

    @cached_property
    def spellings(self) -> Mapping[str, Mapping[str, str]]:
        """By level: every spelling of an area, as an id would be written, with its id."""
        return {level: _ids_by_spelling(self.directory.map.known_ids(level)) for level in LEVELS}

    def nearest_area(self, level: str, wanted: str) -> str | None:
        """Find the area that was meant: a part of its name in order, else the most similar name."""
        spellings = self.spellings[level]
        if wanted in spellings:
            return spellings[wanted]
        longer = {
            area_id
            for spelling, area_id in spellings.items()
            if f"-{wanted}-" in f"-{spelling}-" or f"-{spelling}-" in f"-{wanted}-"
        }
        if len(longer) == 1:
            return longer.pop()
        return spellings.get(nearest(wanted, spellings) or "")

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
