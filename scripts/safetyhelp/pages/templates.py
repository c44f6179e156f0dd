"""The template environment: autoescaped, strict, with the words and links that pages need."""

import json
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from jinja2.runtime import Macro

from safetyhelp.areas.on_a_day import AreasOnDay
from safetyhelp.dataset import sections
from safetyhelp.evidence.seen import Sightings
from safetyhelp.pages import seen as sighting_words
from safetyhelp.pages import sources as evidence
from safetyhelp.pages import words
from safetyhelp.pages.ways import dialled
from safetyhelp.publisher import Publisher
from safetyhelp.records import kinds, vocabulary
from safetyhelp.records.form_links import CHANGED, CLOSED, CORRECT, issue_form_url
from safetyhelp.records.model import Record
from safetyhelp.records.phones import is_relay
from safetyhelp.text.words import day_in_words

PageFiles = dict[str, str]
"""Path below the docs folder → content of a Markdown page."""


def record_path(record: Record) -> str:
    """Return the address of a record's page below the root of the site."""
    return f"services/{record.kind}/{record.id}/"


TEMPLATES = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
TEMPLATES.filters["dialled"] = dialled
TEMPLATES.globals.update(
    day_in_words=day_in_words,
    evidence=evidence,
    is_relay=is_relay,
    kinds=kinds,
    words=words,
    sighting_words=sighting_words,
    sections=sections,
    vocabulary=vocabulary,
    record_path=record_path,
)


@dataclass(frozen=True, slots=True)
class Renderer:
    """Renders a template into a page: front matter, then HTML. `sightings` are the link check's.

    `site_url` is the public address of the site; it may be empty. `shared` is what the templates of
    one day have in common.
    """

    sightings: Sightings
    site_url: str
    shared: Mapping[str, object]

    def page(
        self, template: str, depth: int, title: str, values: Mapping[str, object], **front: str
    ) -> str:
        """Render a page that lies `depth` folders below the root of the site.

        `front` is what its front matter says besides the title: `data` is its block of data for
        search engines (see structured.py), `section` that of an answer page to which it leads.

        All of it is written as JSON strings, which are valid YAML whatever the text holds; the
        theme escapes it. `markup` tells the hook that there is no Markdown in it.
        """
        found = TEMPLATES.get_template(template)
        body = found.render(root="../" * depth, **self.shared, **values)
        body = body.replace("&#39;", "'")  # safe: our attributes stand in double quotes
        more = "".join(f"{key}: {json.dumps(text)}\n" for key, text in front.items() if text)
        head = f"---\ntitle: {json.dumps(title)}\nmarkup: html\n{more}---\n"
        return head + "\n".join(line for line in body.splitlines() if line.strip()) + "\n"


def _once() -> Callable[..., str]:
    """Return a function that calls a macro once for each record, and what else it is given.

    Most cards stand on many pages: rendering each one anew is most of the work.
    """
    known: dict[tuple[object, ...], str] = {}

    def once(macro: Macro, record: Record, *more: Hashable) -> str:
        key = (macro.name, record.kind, record.id, *more)
        if key not in known:
            known[key] = macro(record, *more)
        return known[key]

    return once


def _mistake_links(publisher: Publisher, root: str, page: str, kind: str) -> list[tuple[str, str]]:
    """Return where a mistake on a page is reported, each address with its words.

    An e-mail to who runs the site comes first, with the page filled in. Without an address for it
    these are the forms of the source, filled in too; a page of a whole area has no `kind` and only
    the form for details. Our own page tells what else one can do.
    """
    ours = f"{root}contribute/report-a-mistake/"
    if publisher.contact:
        words = f"Report a mistake on this page: {publisher.contact}"
        return [(publisher.letter_about(page), words), (ours, "Other ways")]
    if not publisher.repository:
        return [(ours, "Report a mistake on this page")]
    forms = [(CORRECT, "Report a mistake on this page")]
    if kind:
        forms.append((CLOSED, "Tell us that this has closed"))
    if kind == kinds.PARTNERSHIPS:
        forms.append((CHANGED, "Tell us of a new name or area"))
    source = publisher.repository
    links = [(issue_form_url(source, form, {"record": page}), text) for form, text in forms]
    return [*links, (ours, "Without an account")]


def make_renderer(
    areas: AreasOnDay, publisher: Publisher | None = None, sightings: Sightings | None = None
) -> Renderer:
    """Make the renderer for the pages of one day."""
    sightings, publisher = sightings or Sightings(), publisher or Publisher()
    shared = {
        "sightings": sightings,
        "today": areas.day,
        "covers_in_words": partial(vocabulary.covers_in_words, areas=areas),
        "once": _once(),
        "mistake_links": partial(_mistake_links, publisher),
    }
    return Renderer(sightings, publisher.site_url, shared)


def signpost(target: str) -> str:
    """Return the plain HTML page that leads from a former address to another one."""
    return TEMPLATES.get_template("moved.j2").render(target=target) + "\n"
