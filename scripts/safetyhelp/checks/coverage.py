"""Rules about coverage: every council has a record or a gap, and gaps are real and looked after."""

from collections.abc import Iterator
from datetime import date

from safetyhelp.areas.model import Council, Covers
from safetyhelp.dataset.answers import serves
from safetyhelp.dataset.coverage import left_without
from safetyhelp.dataset.dataset import Dataset
from safetyhelp.dataset.sections import KIND_TITLES
from safetyhelp.findings.model import Finding, Path, Severity
from safetyhelp.records import kinds
from safetyhelp.records.dates import day_after
from safetyhelp.records.files.examining import MORE_AREAS
from safetyhelp.text.words import day_in_words, in_words, shortened

_LONGEST_GAP_DAYS = 2 * 366


def _uncovered_since(dataset: Dataset, kind: str, council: Council) -> date | None:
    """Return the first day without the last record; None when there has never been one."""
    ends = [
        day_after(record.ends_on.last_day())
        for record in dataset.loaded.records
        if record.kind == kind
        and record.ends_on
        and record.ends_on.last_day() < dataset.today
        and serves(record, council)
        and council.id in dataset.directory.map.covered(record.covers)
    ]
    return max(ends, default=None)


def _meant_to_cover(dataset: Dataset, kind: str) -> frozenset[str] | None:
    """Return the councils that misspelt areas of a kind stand for; None if nobody can tell."""
    loaded, areas = dataset.loaded, dataset.directory.map
    if dataset.is_unread(loaded.gaps_file, ("gaps",)):
        return None
    records = [record for record in loaded.records if record.kind == kind]
    stated: list[tuple[str, Path, Covers]] = [(r.file, ("covers",), r.covers) for r in records]
    for gap in loaded.gaps:
        path: Path = ("gaps", gap.position)
        if dataset.is_unread(loaded.gaps_file, (*path, "section")):
            return None
        if gap.section == kind:
            stated.append((loaded.gaps_file, (*path, "covers"), gap.covers))
    meant: set[str] = set()
    for file, path, covers in stated:
        places = (path, (*path, covers.level), MORE_AREAS)
        if any(dataset.is_unread(file, place) for place in places):
            return None
        for area_id in covers.ids:
            if area_id not in areas.known_ids(covers.level):
                near = dataset.nearest_area(covers.level, area_id)
                if near is None:
                    return None
                meant |= areas.covered(Covers(covers.level, (near,)))
    return frozenset(meant)


def every_council_is_covered(dataset: Dataset) -> Iterator[Finding]:
    """Coverage is law: each council has, for each kind that applies, a record or a gap.

    It is overdue, and no error, where it was complete until a record ended. A council is not
    without a record of which only the area is misspelt or cannot be read.
    """
    for kind in kinds.RECORD_KINDS:
        meant = _meant_to_cover(dataset, kind)
        for council in left_without(dataset.directory, kind):
            if meant is None or council.id in meant:
                continue
            since = _uncovered_since(dataset, kind, council)
            days = f" This is so since {day_in_words(since)}." if since else ""
            yield dataset.finding(
                "coverage-missing",
                dataset.loaded.gaps_file,
                (),
                f"{council.name} has no record in data/{kind}/ and no gap that says why.{days}",
                f"Add a record that covers “{council.id}”, or a gap with section “{kind}”, "
                "a reason and a review_by date.",
                since=since,
            )


def gaps_are_reviewed(dataset: Dataset) -> Iterator[Finding]:
    """Find gaps whose review date has passed. Each is overdue: somebody must look again."""
    for gap in dataset.loaded.gaps:
        since = gap.overdue_since(dataset.today)
        areas = shortened(in_words(gap.covers.ids, "and"))
        if since:
            yield dataset.finding(
                "gap-expired",
                dataset.loaded.gaps_file,
                ("gaps", gap.position, "review_by"),
                f"This gap ({KIND_TITLES[gap.section]}: {areas}) was to be looked at again by "
                f"{day_in_words(gap.review_by)}.",
                "Look for the missing facts again. Then write a record and delete the gap, or "
                "set a new review_by date.",
                since=since,
            )


def gaps_are_not_put_off(dataset: Dataset) -> Iterator[Finding]:
    """Refuse a gap that is put off for years: a date far away is no promise."""
    for gap in dataset.loaded.gaps:
        days = (gap.review_by - dataset.today).days
        if days > _LONGEST_GAP_DAYS:
            yield dataset.finding(
                "gap-put-off",
                dataset.loaded.gaps_file,
                ("gaps", gap.position, "review_by"),
                f"{day_in_words(gap.review_by)} is more than two years away.",
                "Set a date within two years. Somebody may need this before.",
            )


def gaps_are_real(dataset: Dataset) -> Iterator[Finding]:
    """Warn of a gap for a whole record where a record exists."""
    directory = dataset.directory
    for gap in dataset.loaded.gaps:
        if gap.missing:
            continue
        councils = directory.map.geography.councils
        covered = sorted(
            council
            for council in directory.map.named(gap.covers)
            if directory.is_covered(gap.section, councils[council])
        )
        if covered:
            yield dataset.finding(
                "gap-filled",
                dataset.loaded.gaps_file,
                ("gaps", gap.position, "covers"),
                f"There is a record in data/{gap.section}/ for {in_words(covered, 'and')}.",
                "Take the area out of the gap, or say with “missing:” what the record lacks.",
                Severity.WARNING,
            )
