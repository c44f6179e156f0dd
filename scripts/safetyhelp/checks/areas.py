"""Rules about areas: they exist, the law knows such a thing there, no two partnerships compete."""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from safetyhelp.areas.changes import CHANGES_FILE
from safetyhelp.areas.model import NATIONS, Area, Council, Covers, PoliceArea
from safetyhelp.areas.on_a_day import LEVEL_NAMES, LEVELS
from safetyhelp.dataset.dataset import Dataset
from safetyhelp.dataset.sections import KIND_TITLES, applies
from safetyhelp.findings.model import Finding, Path, Severity
from safetyhelp.records.dates import day_after
from safetyhelp.records.kinds import DECLINED
from safetyhelp.records.lists.declined import declined_in
from safetyhelp.records.model import Partnership, Record
from safetyhelp.text.slugs import slug
from safetyhelp.text.words import day_in_words, in_words

_TABLES = dict(zip(LEVELS, ("councils.csv", "counties.csv", "police_areas.csv", None), strict=True))


_BETWEEN = (r"\s*(?:[;/|&,]|\band\b)\s*", r"\s+")
"""What people write between two names, the surest first."""


def _suggest_area(dataset: Dataset, level: str, written: str) -> str:
    spellings, area_id = dataset.spellings[level], slug(written)
    for between in _BETWEEN:
        names = [slug(name) for name in re.split(between, written)]
        if len(names) > 1 and area_id not in spellings and all(map(spellings.get, names)):
            return f"Put commas between: {', '.join(spellings[name] for name in names)}"
    for other in LEVELS:
        if other != level and area_id in dataset.directory.map.known_ids(other):
            return f"“{area_id}” is known under “{other}”. Write “{other}: [{area_id}]”."
    near = dataset.nearest_area(level, area_id)
    if near:
        return f"Did you mean “{near}”?"
    table = _TABLES[level]
    return f"The ids stand in data/areas/{table}." if table else "Use one of the four nations."


def _successors(dataset: Dataset, area: Area, day: date) -> list[str]:
    """Return the ids of what there is on a day in place of an area that has ended."""
    geography = dataset.directory.map.geography
    if isinstance(area, PoliceArea):
        return list(area.replaced_by)
    below = geography.councils.values()
    ended = [area] if isinstance(area, Council) else [c for c in below if c.county == area.id]
    return sorted({each.id for council in ended for each in geography.successors(council, day)})


def _not_there(dataset: Dataset, area: Area, what: str, day: date) -> tuple[str, str, date | None]:
    """Say that an area does not exist on a day, how to mend that, and since when it is overdue.

    What names a council that has ended still holds for its successors: nobody is misled, so the
    day on which a council ends makes no error of it.
    """
    if area.starts_on and area.starts_on > day:
        first = area.starts_on
        remedy = (
            f"It begins on {day_in_words(first)}. If this begins with it, write “starts_on: "
            f'"{first.isoformat()}"”. If not, name what is there until then: it goes over to the '
            "new one by itself."
        )
        return f"The {what} “{area.name}” does not exist yet.", remedy, None
    assert area.ends_on
    message = f"The {what} “{area.name}” ended on {day_in_words(area.ends_on)}."
    if ids := _successors(dataset, area, day):
        remedy = f"Use what took its place: {in_words(ids, 'and')}."
        return message, remedy, day_after(area.ends_on)
    return message, "Take it out of the list.", None


def _check_area(
    dataset: Dataset, file: str, covers: Covers, path: Path, day: date | None
) -> Iterator[Finding]:
    """Check that the areas are known and, when a day is given, that they exist on it."""
    known = dataset.directory.map.known_ids(covers.level)
    what = LEVEL_NAMES[covers.level]
    for index, area_id in enumerate(covers.ids):
        place = (*path, covers.level, index)
        area = known.get(area_id)
        if area is None:
            yield dataset.finding(
                "unknown-area",
                file,
                place,
                f"“{area_id}” is not a {what} that we know.",
                _suggest_area(dataset, covers.level, area_id),
            )
        elif day and not isinstance(area, str) and not area.current_on(day):
            message, remedy, since = _not_there(dataset, area, what, day)
            yield dataset.finding("ended-area", file, place, message, remedy, since=since)


def _day_to_check(dataset: Dataset, record: Record) -> date | None:
    """Return the day on which a record's area must exist: its first day when that is to come.

    None for a record that has ended: its area may be gone as well.
    """
    if record.current_on(dataset.today):
        return dataset.today
    starts_on = record.starts_on.first_day() if record.starts_on else dataset.today
    return starts_on if starts_on > dataset.today else None


def areas_exist(dataset: Dataset) -> Iterator[Finding]:
    """Every area that is named must be known, and exist while the record or gap is true."""
    for record in dataset.loaded.records:
        day = _day_to_check(dataset, record)
        yield from _check_area(dataset, record.file, record.covers, ("covers",), day)
    file = dataset.loaded.gaps_file
    for gap in dataset.loaded.gaps:
        path = ("gaps", gap.position, "covers")
        yield from _check_area(dataset, file, gap.covers, path, dataset.today)
    file = dataset.loaded.file_of(DECLINED)
    for entry in declined_in(dataset.loaded):
        if entry.covers:
            path = ("declined", entry.position, "covers")
            yield from _check_area(dataset, file, entry.covers, path, None)


def announced_changes_are_made(dataset: Dataset) -> Iterator[Finding]:
    """Tell of councils that were to be replaced by today: nobody has said yet by which.

    Their pages stay, and say so themselves.
    """
    file = dataset.loaded.gaps_file.rpartition("/")[0] + f"/areas/{CHANGES_FILE}"
    for change in dataset.directory.changes:
        late = [c.name for c in dataset.directory.map.councils if c.county == change.county]
        if change.on <= dataset.today and late:
            yield Finding(
                "council-change-due",
                file,
                change.row,
                1,
                (),
                f"The councils in {change.county} were to be replaced on "
                f"{day_in_words(change.on)}, but {in_words(late, 'and')} are still listed.",
                "Write the new councils into data/areas/announced.csv (data/areas/SOURCES.md says "
                "how), or correct the day if the change was put off.",
                Severity.OVERDUE,
                change.on,
            )


def kinds_exist_in_their_nations(dataset: Dataset) -> Iterator[Finding]:
    """Refuse a record or gap of a kind that the law does not know there (see `applies`)."""
    records, gaps = dataset.loaded.records, dataset.loaded.gaps
    gaps_file = dataset.loaded.gaps_file
    stated: list[tuple[str, Covers, str, Path]] = [
        *((record.kind, record.covers, record.file, ("covers",)) for record in records),
        *((gap.section, gap.covers, gaps_file, ("gaps", gap.position, "covers")) for gap in gaps),
    ]
    for kind, covers, file, path in stated:
        where = [nation for nation in NATIONS if applies(kind, nation)]
        if len(where) == len(NATIONS):
            continue
        area = dataset.directory.map.covered(covers)
        nations = {c.nation for c in dataset.directory.map.councils if c.id in area}
        outside = [NATIONS[nation] for nation in NATIONS if nation in nations.difference(where)]
        if outside:
            yield dataset.finding(
                "not-in-nation",
                file,
                path,
                f"{KIND_TITLES[kind]}: there are none in {in_words(outside)}. The law has them "
                f"only in {in_words([NATIONS[nation] for nation in where], 'and')}.",
                "Take these areas out. If none is left, delete the record or gap: the answer "
                "pages there say by themselves what to do instead.",
            )


def _latest_start(*records: Record) -> date | None:
    """Return the first day of the record that began last; None when none says when it began."""
    starts = [record.starts_on.first_day() for record in records if record.starts_on]
    return max(starts, default=None)


def _last_change(dataset: Dataset, ended: Sequence[str]) -> date | None:
    """Return the first day without the councils that have ended."""
    known = dataset.directory.map.geography.councils
    return max((day_after(day) for each in ended if (day := known[each].ends_on)), default=None)


def partnerships_do_not_overlap(dataset: Dataset) -> Iterator[Finding]:
    """Allow each council one statutory partnership (Crime and Disorder Act 1998, section 5).

    It is overdue, and no error, where two overlap only since the day on which one of them began.
    Those of councils that have ended go on side by side, each for its part of a new council.
    """
    today = {council.id for council in dataset.directory.map.councils}
    files = {record.file: record for record in dataset.directory.records}
    by_name: dict[str, str] = {}
    by_any_part: dict[str, str] = {}
    for record in dataset.directory.records:
        if not isinstance(record.details, Partnership) or record.details.role != "statutory":
            continue
        named = dataset.directory.map.named(record.covers)
        shared: dict[str, list[str]] = {}
        for council in sorted(dataset.directory.map.parts(record.covers)):
            # A council that ended in favour of two of today is no quarrel between the two.
            claims = by_any_part if council in named else by_name
            if council in claims:
                shared.setdefault(claims[council], []).append(council)
            by_any_part.setdefault(council, record.file)
        by_name.update(dict.fromkeys(named - by_name.keys(), record.file))
        for other, councils in shared.items():
            current = [council for council in councils if council in today]
            yield dataset.finding(
                "partnership-overlap",
                record.file,
                ("covers",),
                f"{in_words(current or councils, 'and')}: {other} is the statutory partnership "
                "there too.",
                "Keep one as “statutory”. If it took the place of the other, write the last day of "
                "the other after “ends_on:”. Else give the other the role “umbrella” or "
                "“local-delivery”, or correct its area.",
                since=_latest_start(record, files[other])
                if current
                else _last_change(dataset, councils),
            )
