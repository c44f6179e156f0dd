"""What is missing: the page that says where help is wanted, and the one of when we last looked."""

from safetyhelp.dataset.answers import Directory
from safetyhelp.dataset.sections import KIND_TITLES
from safetyhelp.dataset.wanted import TOPIC_TITLES, Wanted, wanted
from safetyhelp.evidence.lookups import (
    FOUND,
    NO_SITE,
    NOT_REACHED,
    NOTHING,
    UNREADABLE,
    Lookup,
    Lookups,
)
from safetyhelp.pages.templates import Renderer
from safetyhelp.records import kinds
from safetyhelp.text.words import day_in_words

PATH, LACKING_PATH = "contribute/gaps.md", "contribute/lacking.md"
_CAME_TO = {
    FOUND: "We found a page. A person must judge it.",
    NOTHING: "We found no page.",
    UNREADABLE: "There may be a page. Our program cannot read it.",
    NOT_REACHED: "The website did not let us in.",
    NO_SITE: "We do not know the website.",
}
_NEVER = "We have not looked yet."
_OTHERS = "Other things"
_BY_HAND = "No program can look for this. A person must."


def gap_page(directory: Directory, renderer: Renderer) -> tuple[str, str]:
    """Return (path, text) of the page of all declared gaps, by kind."""
    groups = [
        (KIND_TITLES[kind], [gap for gap in directory.all_gaps if gap.section == kind])
        for kind in kinds.RECORD_KINDS
    ]
    values = {"groups": [(title, gaps) for title, gaps in groups if gaps]}
    return PATH, renderer.page("gaps.j2", 2, "What we do not know yet", values)


def _sentence(want: Wanted, lookup: Lookup | None) -> str:
    """Say when we last looked for something, and what came of it."""
    if not want.topic:
        return _BY_HAND
    if lookup is None:
        return _NEVER
    if lookup.outcome == NO_SITE:
        return _CAME_TO[NO_SITE]
    return f"We looked on {day_in_words(lookup.day)}. {_CAME_TO[lookup.outcome]}"


def lacking_page(directory: Directory, renderer: Renderer, lookups: Lookups) -> tuple[str, str]:
    """Return (path, text) of the page that says when we last looked for what is missing."""
    rows: dict[str, dict[str, dict[str, set[str]]]] = {}
    for want in wanted(directory):
        known = lookups.get(want.key) if want.topic else None
        topics = rows.setdefault(want.kind, {})
        said = topics.setdefault(TOPIC_TITLES.get(want.topic, _OTHERS), {})
        name = directory.map.name_of(want.level, want.area)
        said.setdefault(_sentence(want, known), set()).add(name)
    groups = [
        (
            KIND_TITLES[kind],
            [
                (topic, [(words, sorted(names)) for words, names in sorted(said.items())])
                for topic, said in sorted(rows[kind].items(), key=lambda row: row[0] == _OTHERS)
            ],
        )
        for kind in kinds.RECORD_KINDS
        if kind in rows
    ]
    title = "What we lack, and when we last looked"
    return LACKING_PATH, renderer.page("lacking.j2", 2, title, {"groups": groups})
