"""Reports as text for people and as JSON for programs. One function for each."""

import json
from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import Any

from safetyhelp.areas.model import NATIONS
from safetyhelp.dataset.coverage import Coverage, CoverageState, nations_with
from safetyhelp.dataset.sections import KIND_TITLES
from safetyhelp.evidence.ages import Age, Freshness
from safetyhelp.history.changes import RecordChange
from safetyhelp.records.kinds import RECORD_KINDS

_STATES = (
    (CoverageState.LOCAL, "own"),
    (CoverageState.NATIONAL, "national"),
    (CoverageState.GAP, "gap"),
    (CoverageState.NOTHING, "nothing"),
)


def _table(head: Iterable[str], rows: Iterable[Iterable[object]]) -> list[str]:
    """Return a table of plain text; the first column is text, the others are numbers."""
    lines = [[str(cell) for cell in row] for row in (head, *rows)]
    widths = [max(len(line[n]) for line in lines) for n in range(len(lines[0]))]
    return [
        "  ".join(
            cell.ljust(width) if n == 0 else cell.rjust(width)
            for n, (cell, width) in enumerate(zip(line, widths, strict=True))
        ).rstrip()
        for line in lines
    ]


def _json(document: Mapping[str, Any]) -> str:
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def coverage_text(found: Coverage) -> str:
    """Render the coverage as two tables and a list."""
    lines = []
    for nation, name in NATIONS.items():
        complete, total = found.complete(nation)
        rows = []
        for kind in RECORD_KINDS:
            if nation in nations_with(kind):
                counts = found.count(kind, nation)
                rows.append([KIND_TITLES[kind], *(counts[state] or "-" for state, _ in _STATES)])
        title = f"{name}: {complete} of {total} councils lack nothing"
        lines += [title, *_table(["", *(word for _, word in _STATES)], rows), ""]
    lines.append("Councils that lack something")
    for each in found.councils:
        if each.missing:
            kinds = ", ".join(KIND_TITLES[kind] for kind in each.missing)
            lines.append(f"  {each.council.name}: {kinds}")
    lines += ["", "Gaps, those to be looked at first"]
    lines += [
        f"  {gap.review_by.isoformat()}  {gap.section}: {', '.join(gap.covers.ids)}: "
        f"{gap.missing or 'the whole record'}{' (overdue)' if gap.overdue_since(found.day) else ''}"
        for gap in found.gaps
    ]
    return "\n".join(lines) + "\n"


def coverage_json(found: Coverage) -> str:
    """Render the coverage as JSON: each council with its state by kind, and the gaps."""
    return _json(
        {
            "councils": {
                each.council.id: {kind: state.value for kind, state in each.states.items()}
                for each in found.councils
            },
            "gaps": [
                {
                    "section": gap.section,
                    gap.covers.level: list(gap.covers.ids),
                    "missing": gap.missing,
                    "review_by": gap.review_by.isoformat(),
                    "overdue": gap.overdue_since(found.day) is not None,
                }
                for gap in found.gaps
            ],
        }
    )


_OLDEST = 40


def freshness_text(found: Freshness) -> str:
    """Render the ages as a table, and the oldest contacts as a list."""
    rows = [
        [KIND_TITLES[kind], *(found.count(kind)[age] or "-" for age in Age)]
        for kind in RECORD_KINDS
    ]
    rows.append(["All", *(found.count()[age] for age in Age)])
    head = ["", "tried", "1 year", "3 years", "older", "no date"]
    lines = [f"Evidence for {len(found.evidence)} contacts", *_table(head, rows)]
    lines += ["", "The oldest"]
    lines += [
        f"  {each.on}  {each.record.file}: {each.contact.purpose}" for each in found.oldest(_OLDEST)
    ]
    return "\n".join(lines) + "\n"


def freshness_json(found: Freshness) -> str:
    """Render the age of the evidence for every contact as JSON."""
    return _json(
        {
            "counts": {age.name.lower(): found.count()[age] for age in Age},
            "contacts": [
                {
                    "record": f"{each.record.kind}/{each.record.id}",
                    "for": each.contact.purpose,
                    "age": each.age.name.lower(),
                    "on": each.on.isoformat() if each.on else None,
                    "confirmed": (
                        each.contact.confirmed.isoformat() if each.contact.confirmed else None
                    ),
                }
                for each in found.evidence
            ],
        }
    )


def changes_text(changes: list[RecordChange]) -> str:
    """Render changes as lines; the file of each stands behind it."""
    lines = [f"{change.in_words()}  [{change.kind}/{change.id}]" for change in changes]
    return "\n".join(lines or ["No record has changed."]) + "\n"


def changes_json(changes: list[RecordChange]) -> str:
    """Render changes as JSON."""
    rows = [
        {
            "what": change.what.name.lower(),
            "kind": change.kind,
            "id": change.id,
            "name": change.name,
            "parts": list(change.parts),
            "former_name": change.former_name,
        }
        for change in changes
    ]
    return _json({"changes": rows})


COVERAGE: Mapping[str, Callable[[Coverage], str]] = MappingProxyType(
    {"text": coverage_text, "json": coverage_json}
)
FRESHNESS: Mapping[str, Callable[[Freshness], str]] = MappingProxyType(
    {"text": freshness_text, "json": freshness_json}
)
CHANGES: Mapping[str, Callable[[list[RecordChange]], str]] = MappingProxyType(
    {"text": changes_text, "json": changes_json}
)
