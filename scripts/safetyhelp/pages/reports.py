"""The pages about the directory itself: what it covers, how old its facts are, what has changed."""

from collections.abc import Iterator, Sequence

from safetyhelp.areas.model import NATIONS
from safetyhelp.dataset.answers import Directory
from safetyhelp.dataset.coverage import (
    CouncilCoverage,
    Coverage,
    CoverageState,
    coverage,
    nations_with,
)
from safetyhelp.dataset.sections import KIND_TITLES
from safetyhelp.evidence.ages import Age, Freshness, freshness
from safetyhelp.evidence.seen import Outcome
from safetyhelp.findings.model import Finding
from safetyhelp.history.changes import Commit
from safetyhelp.history.feed import FEED_PATH, atom_feed
from safetyhelp.maps.land import Land
from safetyhelp.pages.maps.coverage import coverage_map
from safetyhelp.pages.templates import Renderer
from safetyhelp.records.kinds import RECORD_KINDS
from safetyhelp.text.words import day_in_words

COVERAGE_PATH, FRESHNESS_PATH = "about/coverage.md", "about/freshness.md"
OLDEST_SHOWN = 40
DAYS_SHOWN = 6
_DEPTH = 2


def _sentence(found: Coverage, kind: str, nation: str) -> str:
    """Say what the councils of a nation have of one kind."""
    counts = found.count(kind, nation)
    total = sum(counts.values())
    parts = []
    if counts[CoverageState.LOCAL]:
        parts.append(f"{counts[CoverageState.LOCAL]} of {total} councils have their own")
    if counts[CoverageState.NATIONAL]:
        whole = (
            "all"
            if counts[CoverageState.NATIONAL] == total
            else str(counts[CoverageState.NATIONAL])
        )
        parts.append(f"{whole} use one for the whole nation")
    if missing := counts[CoverageState.GAP] + counts[CoverageState.NOTHING]:
        parts.append(f"for {missing} we found none")
    sentence = ", ".join(parts) + "."
    return sentence[0].upper() + sentence[1:]


def _by_region(found: Coverage) -> list[tuple[str, list[CouncilCoverage]]]:
    """Return the councils that lack something, by region in the order of the alphabet."""
    regions: dict[str, list[CouncilCoverage]] = {}
    for each in found.councils:
        if each.missing:
            regions.setdefault(each.council.region, []).append(each)
    return sorted(regions.items())


def _coverage_page(directory: Directory, renderer: Renderer, land: Land) -> tuple[str, str]:
    found = coverage(directory)
    missing = {each.council.id: len(each.missing) for each in found.councils}
    complete = sum(not each.missing for each in found.councils)
    values = {
        "complete": complete,
        "total": len(found.councils),
        "kinds_by_nation": [
            (
                KIND_TITLES[kind],
                [
                    (NATIONS[nation], _sentence(found, kind, nation))
                    for nation in nations_with(kind)
                ],
            )
            for kind in RECORD_KINDS
        ],
        "titles": KIND_TITLES,
        "regions": _by_region(found),
        "map": coverage_map(directory.map.councils, missing, land),
        "gap_count": len(found.gaps),
        "feed": FEED_PATH,
    }
    return COVERAGE_PATH, renderer.page("coverage.j2", _DEPTH, "What we cover", values)


def _shares(found: Freshness, kind: str = "") -> list[tuple[str, int]]:
    counts = found.count(kind)
    return [(age.value, counts[age]) for age in Age]


def _by_day(found: Freshness, outcome: Outcome, what: str) -> list[tuple[str, int]]:
    """Return a row for each of the newest days, and one for all the days before them."""
    days = found.days(outcome)
    rows = [(f"{what} on {day_in_words(day)}", count) for day, count in days[:DAYS_SHOWN]]
    return [*rows, (f"{what} before that", sum(count for _, count in days[DAYS_SHOWN:]))]


def _looked_for(found: Freshness) -> list[tuple[str, int]]:
    """Return what the link check came to, as rows that add up to all contacts."""
    rest = (
        (Outcome.MISSING, "Not found at the last look"),
        (Outcome.NO_ANSWER, "The link did not work"),
        (Outcome.CANNOT_TELL, "We could not tell"),
        (Outcome.NOT_CHECKED, "Not looked for yet"),
    )
    return [
        *_by_day(found, Outcome.SEEN, "Seen"),
        *_by_day(found, Outcome.ANSWERED, "Page there"),
        *((what, len(found.with_outcome(outcome))) for outcome, what in rest),
    ]


def _freshness_page(directory: Directory, renderer: Renderer) -> tuple[str, str]:
    found = freshness(directory, renderer.sightings)
    values = {
        "looked_for": _looked_for(found) if renderer.sightings.anything else [],
        "missing": found.with_outcome(Outcome.MISSING),
        "broken": found.with_outcome(Outcome.NO_ANSWER),
        "total": len(found.evidence),
        "shares_of_all": _shares(found),
        "by_kind": [(KIND_TITLES[kind], _shares(found, kind)) for kind in RECORD_KINDS],
        "oldest": found.oldest(OLDEST_SHOWN),
        "feed": FEED_PATH,
    }
    return FRESHNESS_PATH, renderer.page("freshness.j2", _DEPTH, "How old our facts are", values)


def report_pages(
    directory: Directory,
    renderer: Renderer,
    land: Land,
    entries: Sequence[Commit] = (),
    overdue: Sequence[Finding] = (),
) -> Iterator[tuple[str, str]]:
    """Yield (path, text) of the two pages about the directory, and of its feed of changes.

    `entries` come from `history.past.read_history`, `overdue` from the checks; without them the
    feed is empty but valid.
    """
    yield _coverage_page(directory, renderer, land)
    yield _freshness_page(directory, renderer)
    yield FEED_PATH, atom_feed(entries, directory.map.day, renderer.site_url, overdue)
