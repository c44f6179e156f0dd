"""MkDocs hooks: make the generated pages before `mkdocs serve`, and slim every page."""

import re
import sys
from pathlib import Path
from typing import Literal

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page

_SCRIPTS = str(Path(__file__).resolve().parent)

# What the theme's document holds for its own scripts, which are not loaded here.
_UNUSED = re.compile(
    r'<input class="md-toggle"[^>]*>'
    r'|<label class="md-overlay"[^>]*></label>'
    r'|<div data-md-component="skip">.*?</div>'
    r'|<div data-md-component="announce">\s*</div>'
    r'|<div class="md-dialog"[^>]*>\s*<div class="md-dialog__inner md-typeset"></div>\s*</div>'
    r'| data-md-component="[a-z]+"',
    re.DOTALL,
)
# Between these tags and the next one, the end of a line means nothing.
_NEEDLESS_LINE_END = re.compile(
    r"(</?(?:article|body|dd|details|div|dl|dt|footer|form|h[1-6]|head|header|html|li|link|main|meta"
    r"|nav|ol|p|script|section|summary|title|ul)\b[^>]*>)\n(?=<)"
)

# How examples for other programs name the address of the site. It is filled in where it is known.
_SOME_ADDRESS = "https://directory.example/"

# Which source a statement of a guide was read in. It is for those who edit the guide: see
# tests/documentation/source_notes.py.
_SOURCE_MARK = re.compile(r" *<!-- (?:read in|as): [^>]*-->")

# What a page says where the site has a copy to take away, and what where it has none.
_COPY_TO_TAKE_AWAY = re.compile(
    r"<!-- with a copy to take away -->\n(.*?)<!-- without one -->\n(.*?)<!-- in any case -->\n",
    re.DOTALL,
)

# A picture inside the theme's style sheet. Our policy refuses it; our styles do not use it either,
# but a browser may ask for it before it has read them.
_PICTURE_INSIDE = re.compile(r"url\((['\"]?)data:.*?\1\)", re.DOTALL)


def on_startup(command: Literal["build", "gh-deploy", "serve"], **_: object) -> None:
    """Generate the pages for `serve`. For a build, scripts/build_site.py has done it.

    What a hook adds to the path while it is read, MkDocs takes away again: so it is added here.
    """
    if _SCRIPTS not in sys.path:
        sys.path.insert(0, _SCRIPTS)
    if command != "serve":
        return
    from safetyhelp.build import generate
    from safetyhelp.command import environment, today
    from safetyhelp.errors import UserError
    from safetyhelp.evidence.journal import read_everything
    from safetyhelp.evidence.lookups import read_lookups
    from safetyhelp.evidence.seen import Sightings
    from safetyhelp.findings.renderers import as_text
    from safetyhelp.paths import DATA, ROOT, folders, usual_discovery_file, usual_state_file
    from safetyhelp.publisher import publisher_of
    from safetyhelp.text.locks import alone_in

    try:
        sightings = Sightings(read_everything(usual_state_file(DATA)))
        lookups = read_lookups(usual_discovery_file(DATA))
        publisher = publisher_of(environment(), "")
        docs = ROOT / "docs"
        with alone_in(docs, lambda: print("A build is running here. Waiting for it to end.")):
            errors = generate(folders(DATA), today(), docs, print, sightings, publisher, lookups)
    except UserError as error:
        raise SystemExit(str(error)) from error
    if errors:
        raise SystemExit(as_text(errors))


def on_config(config: MkDocsConfig, **_: object) -> MkDocsConfig:
    """Tell the pages the lines that the licences ask for: those of the imported edition."""
    from safetyhelp.areas.attribution import attribution

    sources = Path(config.config_file_path).parent / "data" / "areas" / "SOURCES.md"
    config.extra["attribution"] = attribution(sources.read_text(encoding="utf-8"))
    return config


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, **_: object) -> str:
    """Write the lines where a page asks for them; keep finished HTML away from Markdown.

    Reading 1,600 pages of HTML for Markdown that they do not hold was half of a build.
    """
    from safetyhelp.areas.attribution import PLACE, as_list

    if page.meta.get("markup") == "html":
        page.meta["body"] = markdown
        return ""
    markdown = _SOURCE_MARK.sub("", markdown)
    chosen = r"\1" if config.extra.get("offline") else r"\2"
    markdown = _COPY_TO_TAKE_AWAY.sub(chosen, markdown)
    if config.site_url:
        markdown = markdown.replace(_SOME_ADDRESS, config.site_url.rstrip("/") + "/")
    return markdown.replace(PLACE, as_list(config.extra["attribution"]))


def on_page_content(html: str, page: Page, **_: object) -> str:
    """Return the body of a page: as it was generated, or as Markdown has made it."""
    return str(page.meta.get("body", html))


def _slim(page: str) -> str:
    """Drop what the theme leaves behind: less to load on a slow phone."""
    page = page.replace('<html lang="en" class="no-js">', '<html lang="en-GB">', 1)
    head, mark, rest = _UNUSED.sub("", page).partition("<pre")
    lines = "\n".join(line.strip() for line in head.splitlines() if line.strip())
    return _NEEDLESS_LINE_END.sub(r"\1", lines) + mark + rest


def on_post_page(output: str, **_: object) -> str:
    """Slim a page."""
    return _slim(output)


def on_post_template(output_content: str, template_name: str, **_: object) -> str:
    """Slim the page for addresses that do not exist."""
    return _slim(output_content) if template_name == "404.html" else output_content


def on_post_build(config: MkDocsConfig, **_: object) -> None:
    """Take the pictures out of the theme's style sheet."""
    for sheet in Path(config.site_dir, "assets", "stylesheets").glob("main.*.css"):
        sheet.write_text(_PICTURE_INSIDE.sub("none", sheet.read_text("utf-8")), encoding="utf-8")
