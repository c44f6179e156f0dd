"""Rules about areas: they exist, every council is covered, and no two partnerships compete."""

from collections.abc import Iterator

from directory.areas.covering import LEVELS
from directory.areas.model import Council, County, PoliceArea
from directory.checks.subject import Subject
from directory.findings import Finding, Path, Severity
from directory.records import kinds
from directory.records.model import Covers, Partnership
from directory.sections import KIND_TITLES, applies
from directory.wording import in_words, nearest

_TABLES = dict(
    zip(LEVELS, ("councils.csv", "counties.csv", "police_areas.csv", None), strict=True)
)
_LEVEL_NAMES = {
    "councils": "council",
    "counties": "county",
    "police_areas": "police area",
    "nations": "nation",
}


def _suggest_area(subject: Subject, level: str, area_id: str) -> str:
    known = subject.directory.map.known_ids(level)
    names = {
        (area if isinstance(area, str) else area.name).lower(): key for key, area in known.items()
    }
    wanted = area_id.lower().replace("-", " ")
    near = nearest(area_id, known) or names.get(nearest(wanted, names) or "")
    if near:
        return f"Did you mean “{near}”?"
    for other in LEVELS:
        if area_id in subject.directory.map.known_ids(other):
            return f"“{area_id}” is known under “{other}”. Write “{other}: [{area_id}]”."
    table = _TABLES[level]
    where = f"The ids stand in data/areas/{table}." if table else "Use one of the four nations."
    return where


def _successors(subject: Subject, area: Council | County | PoliceArea) -> str:
    if isinstance(area, Council):
        today = subject.directory.map.geography.successors(area, subject.today)
        ids = [council.id for council in today]
    else:
        ids = list(area.replaced_by)
    if ids:
        return f"Use what took its place: {in_words(ids, 'and')}."
    return "Take it out of the list."


def _check_area(
    subject: Subject, file: str, covers: Covers, path: Path
) -> Iterator[Finding]:
    known = subject.directory.map.known_ids(covers.level)
    what = _LEVEL_NAMES[covers.level]
    for index, area_id in enumerate(covers.ids):
        place = (*path, covers.level, index)
        area = known.get(area_id)
        if area is None:
            yield subject.finding(
                "unknown-area",
                file,
                place,
                f"“{area_id}” is not a {what} that we know.",
                _suggest_area(subject, covers.level, area_id),
            )
        elif not isinstance(area, str) and not area.current_on(subject.today):
            if area.ends_on and area.ends_on < subject.today:
                message = f"The {what} “{area.name}” ended on {area.ends_on:%d %B %Y}."
            else:
                message = f"The {what} “{area.name}” does not exist yet."
            yield subject.finding(
                "ended-area", file, place, message, _successors(subject, area)
            )


def areas_exist(subject: Subject) -> Iterator[Finding]:
    """Every area that a current record or a gap names must exist on the day."""
    for record in subject.directory.records:
        yield from _check_area(subject, record.file, record.covers, ("covers",))
    for gap in subject.loaded.gaps:
        yield from _check_area(
            subject, subject.loaded.gaps_file, gap.covers, ("gaps", gap.position, "covers")
        )


def every_council_is_covered(subject: Subject) -> Iterator[Finding]:
    """Coverage is law: each council has, for each kind that applies, a record or a gap."""
    directory = subject.directory
    for kind in kinds.RECORD_KINDS:
        missing = [
            council
            for council in directory.map.councils
            if applies(kind, council.nation)
            and not directory.is_covered(kind, council)
            and not any(not gap.missing for gap in directory.gaps(kind, council))
        ]
        for council in missing:
            yield subject.finding(
                "coverage-missing",
                subject.loaded.gaps_file,
                (),
                f"{council.name} has no record in data/{kind}/ and no gap that says why.",
                f"Add a record that covers “{council.id}”, or a gap with section “{kind}”, "
                "a reason and a review_by date.",
            )


def gaps_are_reviewed(subject: Subject) -> Iterator[Finding]:
    """A gap whose review date has passed is an error: somebody must look again."""
    for gap in subject.loaded.gaps:
        if gap.review_by < subject.today:
            yield subject.finding(
                "gap-expired",
                subject.loaded.gaps_file,
                ("gaps", gap.position, "review_by"),
                f"This gap ({KIND_TITLES[gap.section]}) was to be looked at again by "
                f"{gap.review_by:%d %B %Y}.",
                "Look for the missing facts again. Then write a record and delete the gap, or "
                "set a new review_by date.",
            )


def gaps_are_real(subject: Subject) -> Iterator[Finding]:
    """A gap for a whole record is out of place where a record exists."""
    directory = subject.directory
    for gap in subject.loaded.gaps:
        if gap.missing:
            continue
        covered = sorted(
            council.id
            for council in directory.map.councils
            if council.id in directory.map.covered(gap.covers)
            and directory.is_covered(gap.section, council)
        )
        if covered:
            yield subject.finding(
                "gap-filled",
                subject.loaded.gaps_file,
                ("gaps", gap.position, "covers"),
                f"There is a record in data/{gap.section}/ for {in_words(covered, 'and')}.",
                "Take the area out of the gap, or say with “missing:” what the record lacks.",
                Severity.WARNING,
            )


def partnerships_do_not_overlap(subject: Subject) -> Iterator[Finding]:
    """A council has one statutory partnership (Crime and Disorder Act 1998, section 5)."""
    first_of: dict[str, str] = {}
    for record in subject.directory.records:
        if not isinstance(record.details, Partnership) or record.details.role != "statutory":
            continue
        shared: dict[str, list[str]] = {}
        for council in sorted(subject.directory.map.covered(record.covers)):
            if council in first_of:
                shared.setdefault(first_of[council], []).append(council)
            first_of.setdefault(council, record.file)
        for other, councils in shared.items():
            yield subject.finding(
                "partnership-overlap",
                record.file,
                ("covers",),
                f"{in_words(councils, 'and')}: {other} is the statutory partnership there too.",
                "Keep one as “statutory”. Give the other the role “umbrella” or "
                "“local-delivery”, or correct its area.",
            )
