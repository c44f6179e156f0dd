"""The report of a check for maintainers, grouped by what to do: Markdown, and JSON for programs."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from safetyhelp.evidence.state import State, as_document
from safetyhelp.evidence.vocabulary import FAILING, UNKNOWN, Kind, Result, Verdict
from safetyhelp.linkcheck.problems import NAME_LOST, Problem
from safetyhelp.linkcheck.targets import Fact, Link, RecordPlace
from safetyhelp.records.files.loaded import Loaded
from safetyhelp.records.lists.suppressions import FACT_DOUBTFUL, FACT_MISSING
from safetyhelp.text.markdown import code, row, sentence
from safetyhelp.text.words import day_in_words


@dataclass(frozen=True, slots=True)
class Checked:
    """What one run of the command looked at, and what it knows about it now."""

    today: date
    links: tuple[Link, ...]
    facts: tuple[Fact, ...]
    state: State
    problems: tuple[Problem, ...]
    visited: int
    requests: int
    kept: int


_ALARM = (
    "Now: the name of a victim service is free or for sale",
    "People who need help may land at a stranger’s. Take these out before you read on.",
)
_BY_HAND = "Robots may not look: open these in a browser now and then"
_GROUPS: tuple[tuple[str, str, frozenset[str], bool | None], ...] = (
    (
        "Today: the name is free or for sale",
        "Anybody can buy such a name and pretend to be the service. Take these out first.",
        frozenset(verdict.value for verdict in NAME_LOST),
        None,
    ),
    (
        "Numbers and names that no longer stand on their source",
        "Read the source, then correct the record.",
        frozenset({FACT_MISSING}),
        True,
    ),
    (
        "Numbers with something against them: read the page",
        "They stand on their source, but the page also says that they are over, or another’s.",
        frozenset({FACT_DOUBTFUL}),
        None,
    ),
    (
        "Gone: find the new page",
        "",
        frozenset({Verdict.GONE.value, Verdict.PROBABLY_GONE.value}),
        True,
    ),
    (
        "Broken for a week and more",
        "Failed in three runs over at least seven days.",
        frozenset(v.value for v in FAILING),
        True,
    ),
    (
        "Moved for good: change the address",
        "`python scripts/check_links.py --fix` does it for all at which nobody has to look first.",
        frozenset({Verdict.MOVED.value}),
        None,
    ),
    (
        "The part of the page is not there",
        "",
        frozenset({Verdict.ANCHOR_MISSING.value}),
        None,
    ),
    (
        "Certificates that end soon",
        "",
        frozenset({Verdict.CERTIFICATE_ENDS.value}),
        None,
    ),
    (
        "Not certain yet: wait for the next runs",
        "One bad day is no proof. Nothing to do now.",
        frozenset({*(v.value for v in FAILING), FACT_MISSING}),
        False,
    ),
)


def _where(place: RecordPlace, loaded: Loaded) -> str:
    return code(f"{place.file}:{place.position(loaded.texts)[0]}")


def _entry(places: Iterable[RecordPlace], message: str, loaded: Loaded) -> str:
    where = ", ".join(_where(place, loaded) for place in places)
    return f"- [ ] {where}\n  - {sentence(message)}"


def _of_problem(problem: Problem, loaded: Loaded) -> str:
    advice = sentence(problem.suggestion)
    if problem.new_value and problem.what == Verdict.MOVED.value and not problem.look_first:
        advice = f"Change {code(problem.value)} to {code(problem.new_value)}"
    return f"{_entry(problem.places, problem.message, loaded)}\n  - {advice}"


def _section(title: str, advice: str, entries: Sequence[str]) -> list[str]:
    """Return entries below their title; nothing when there are none."""
    if not entries:
        return []
    return [f"## {title} ({len(entries)})", "", *([advice, ""] if advice else []), *entries, ""]


def _by_hand(checked: Checked, loaded: Loaded) -> Iterator[str]:
    for link in checked.links:
        state = checked.state.links.get(link.url)
        if state and state.verdict in UNKNOWN:
            yield _entry(link.places, f"{link.url} {state.summary}", loaded)


def fact_counts(facts: Iterable[Fact], state: State) -> dict[str, Counter[str]]:
    """Count the results of each kind of value; “not-looked” are those never visited."""
    counts: dict[str, Counter[str]] = {kind.value: Counter() for kind in Kind}
    for fact in facts:
        known = state.facts.get(fact.base, {}).get(fact.key)
        counts[fact.wanted.kind.value][known.result.value if known else "not-looked"] += 1
    return counts


def verdict_counts(checked: Checked) -> Counter[str]:
    """Count the verdicts of the addresses."""
    states = (checked.state.links.get(link.url) for link in checked.links)
    return Counter(state.verdict.value if state else "not-looked" for state in states)


def _figures(checked: Checked) -> list[str]:
    verdicts = verdict_counts(checked)
    lines = ["## Figures", "", "| addresses | number |", "|---|---|"]
    lines += [row((name, f"{number:,}")) for name, number in sorted(verdicts.items())]
    columns = [*(result.value for result in Result), "not-looked"]
    lines += ["", row(["values on their sources", *columns]), "|---|---|---|---|---|"]
    for kind, counts in fact_counts(checked.facts, checked.state).items():
        lines.append(row([kind, *(f"{counts[name]:,}" for name in columns)]))
    return [*lines, ""]


def as_markdown(checked: Checked, loaded: Loaded) -> str:
    """Render a report that a maintainer can work through from top to bottom."""
    lines = [
        f"# Links and facts, {day_in_words(checked.today)}",
        "",
        (
            f"{len(checked.links):,} addresses and {len(checked.facts):,} values. "
            f"{checked.visited:,} pages visited with {checked.requests:,} requests; "
            f"{checked.kept:,} known from before."
        ),
        "",
    ]
    left = [problem for problem in checked.problems if not problem.suppressed]
    lines += _section(*_ALARM, [_of_problem(p, loaded) for p in left if p.alarm])
    left = [p for p in left if not p.alarm]
    for title, advice, kinds, certain in _GROUPS:
        group = [p for p in left if p.what in kinds and certain in (None, p.certain)]
        left = [p for p in left if p not in group]
        lines += _section(title, advice, [_of_problem(p, loaded) for p in group])
    lines += _section(_BY_HAND, "", [*_by_hand(checked, loaded)])
    quiet = [problem for problem in checked.problems if problem.suppressed]
    reasons = [f"- {sentence(p.message)} Reason: {sentence(p.suppressed)}" for p in quiet]
    lines += _section("Suppressed", "", reasons)
    return "\n".join([*lines, *_figures(checked)])


def _problem_row(problem: Problem, loaded: Loaded) -> dict[str, Any]:
    places = []
    for place in problem.places:
        line, column = place.position(loaded.texts)
        path = ".".join(map(str, place.path))
        places.append({"file": place.file, "line": line, "column": column, "path": path})
    return {
        "problem": problem.what,
        "code": problem.code,
        "alarm": problem.alarm,
        "certain": problem.certain,
        "url": problem.url,
        "value": problem.value,
        "new_value": problem.new_value,
        "message": problem.message,
        "suggestion": problem.suggestion,
        "suppressed": problem.suppressed,
        "places": places,
    }


def as_json(checked: Checked, loaded: Loaded) -> str:
    """Render everything that is known as one JSON document."""
    wanted = {link.url for link in checked.links}
    sources = {fact.base for fact in checked.facts}
    shown = State(
        {url: state for url, state in checked.state.links.items() if url in wanted},
        {url: facts for url, facts in checked.state.facts.items() if url in sources},
    )
    document = {
        "date": checked.today.isoformat(),
        "visited": checked.visited,
        "requests": checked.requests,
        "kept": checked.kept,
        "verdicts": dict(sorted(verdict_counts(checked).items())),
        "facts_found": {
            kind: dict(counts) for kind, counts in fact_counts(checked.facts, checked.state).items()
        },
        "problems": [_problem_row(problem, loaded) for problem in checked.problems],
        **as_document(shown),
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"
