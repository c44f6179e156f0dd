"""The report: what was found for each gap, with the evidence, and what a person must look at.

Whatever comes from a site stands in code spans: nothing in it is ever markup.
"""

from collections.abc import Iterator, Mapping, Sequence

from safetyhelp.areas.on_a_day import AreasOnDay
from safetyhelp.dataset.sections import KIND_TITLES
from safetyhelp.dataset.wanted import THRESHOLD, TOPIC_TITLES
from safetyhelp.discovery.drafts import Proposal
from safetyhelp.discovery.run import Searched
from safetyhelp.discovery.values import rule_of
from safetyhelp.discovery.wording import way_in_words
from safetyhelp.evidence.lookups import (
    FOUND,
    NO_SITE,
    NOT_REACHED,
    NOTHING,
    UNREADABLE,
    Candidate,
    FoundValue,
    Lookup,
)
from safetyhelp.records.kinds import RECORD_KINDS
from safetyhelp.text.markdown import code, row, sentence
from safetyhelp.text.words import counted, day_in_words

TITLE = "What the search for missing pages proposes"
_ADVICE = (
    "For each entry: open the page, compare every line, and keep, correct or undo the draft. Where "
    "it is wrong, list the page or the value in `data/declined.yml` with a reason: it is then not "
    "proposed again. Nobody has tried these contacts, so no draft says `confirmed`."
)
_LOOK: Mapping[str, str] = {
    UNREADABLE: "The page seems to be there, and could not be read",
    NOT_REACHED: "The site could not be reached",
    NO_SITE: "The website is not known",
    NOTHING: "Nothing sure was found",
}


def _shown(value: FoundValue) -> str:
    """Return a value as people read it: a rule in words."""
    return way_in_words(rule_of(value.value)) if value.what == THRESHOLD else value.value


def _values(candidate: Candidate) -> Iterator[str]:
    if not candidate.values:
        return
    yield ""
    yield "| what | value | label | below | sentence | in the draft |"
    yield "|---|---|---|---|---|---|"
    for value in candidate.values:
        below = " › ".join(value.headings)
        told = "yes" if not value.against else f"no: {sentence(value.against)}"
        said = map(code, (_shown(value), value.label, below, value.sentence))
        yield row((value.what, *said, told))


def _candidate(candidate: Candidate) -> Iterator[str]:
    yield f"- {code(candidate.url)}, confidence {candidate.confidence} ({candidate.points} points)"
    yield f"  - Title: {code(candidate.title)}. Date shown: {candidate.seen or 'unknown'}."
    yield f"  - What counted: {', '.join(map(code, candidate.words))}"
    if candidate.name:
        yield f"  - Name: {code(candidate.name)}"


def _proposed(areas: AreasOnDay, proposal: Proposal, lookup: Lookup) -> Iterator[str]:
    want = proposal.want
    yield f"### {sentence(areas.name_of(want.level, want.area))}: {TOPIC_TITLES[want.topic]}"
    yield ""
    yield f"Missing until now: {sentence(want.missing) if want.missing else 'the whole record'}."
    yield ""
    yield from _candidate(proposal.candidate)
    yield from _values(proposal.candidate)
    yield ""
    if proposal.file:
        gap = "The gap is taken off the list." if proposal.filled else "The gap stays on the list."
        yield f"Draft: {code(proposal.file)}. {gap}"
    else:
        yield f"No draft: {sentence(proposal.why)}"
    others = [each for each in lookup.candidates if each.url != proposal.candidate.url]
    if others:
        yield ""
        yield "Other pages that were considered:"
        yield ""
        for each in others:
            yield from _candidate(each)
    yield ""


def _to_look_at(searched: Searched, areas: AreasOnDay, done: set[str]) -> Iterator[str]:
    for outcome, words in _LOOK.items():
        rows = [
            (want, lookup)
            for want in searched.wants
            if want.topic
            and want.key not in done
            and (lookup := searched.lookups.get(want.key))
            and lookup.outcome == outcome
        ]
        if not rows:
            continue
        yield f"### {words} ({len(rows)})"
        yield ""
        for want, lookup in rows:
            name = f"{sentence(areas.name_of(want.level, want.area))}: {TOPIC_TITLES[want.topic]}"
            pages = f" {counted(lookup.pages, 'page')} read on {day_in_words(lookup.day)}."
            detail = f" {code(lookup.detail)}" if lookup.detail else ""
            yield f"- {name}.{pages}{detail}"
            yield from (f"  {line}" for each in lookup.candidates[:1] for line in _candidate(each))
        yield ""


def as_markdown(searched: Searched, proposals: Sequence[Proposal], areas: AreasOnDay) -> str:
    """Return the report as Markdown: its first line is a title for a pull request."""
    known = searched.lookups
    lines = [
        TITLE,
        "",
        (
            f"Looked on {day_in_words(searched.today)}: {counted(searched.asked, 'site')}, "
            f"{counted(searched.requests, 'request')}. {counted(len(proposals), 'proposal')}."
        ),
        "",
        _ADVICE,
        "",
    ]
    for kind in RECORD_KINDS:
        own = [proposal for proposal in proposals if proposal.want.kind == kind]
        if own:
            lines += [f"## {KIND_TITLES[kind]} ({len(own)})", ""]
            for proposal in own:
                lines += _proposed(areas, proposal, known[proposal.want.key])
    looked = list(_to_look_at(searched, areas, {each.want.key for each in proposals}))
    if looked:
        lines += ["## What a person must still look at", "", *looked]
    untold = [want for want in searched.wants if not want.topic]
    if untold:
        lines += [(f"No page can be looked for in {counted(len(untold), 'other case')}: see the "
                  "list of gaps."), ""]  # fmt: skip
    return "\n".join(lines)


def as_lines(searched: Searched) -> str:
    """Return one line for each thing that is wanted: what came of it, and the best page."""
    lines = []
    for want in searched.wants:
        lookup = searched.lookups.get(want.key)
        if want.topic and lookup:
            best = lookup.candidates[0] if lookup.candidates else None
            page = f" {best.confidence} {best.url}" if best and lookup.outcome == FOUND else ""
            lines.append(f"{want.level}/{want.area} {want.topic}: {lookup.outcome}{page}\n")
    return "".join(lines)
