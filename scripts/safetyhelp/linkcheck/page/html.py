"""From HTML to what a person reads. Anything that calls itself HTML can be read. Pure.

Text in comments, scripts and styles does not count. Text that is struck through does not count
either: its owner has taken it back. Text that is hidden at first is kept apart, because nobody can
tell from here whether it is ever shown.

No tree is built. A parser that builds one as the standard says (WHATWG HTML, 13.2.6) takes time and
memory that grow with the square of a page: each paragraph repeats all formatting left open before.
"""

import contextlib
import re
from collections import defaultdict
from dataclasses import dataclass
from html.parser import HTMLParser

from safetyhelp.linkcheck.page.addresses import (
    chat_number,
    contact_address,
    contacts_apart,
    decode_cloudflare,
    leads_on,
)
from safetyhelp.linkcheck.page.comments import without_comments
from safetyhelp.linkcheck.page.elements import (
    BLOCKS,
    CELLS,
    CONTAINERS,
    FOREIGN,
    HEADINGS,
    JS_ROOTS,
    LISTS,
    SILENT,
    STRUCK,
    VOID,
    ended_by,
)
from safetyhelp.linkcheck.page.javascript import needs_javascript
from safetyhelp.linkcheck.page.lines import Lines
from safetyhelp.linkcheck.page.redirects import refresh_of, script_redirect
from safetyhelp.linkcheck.page.text import ContactLink, Page, tidy

_CHUNK = 64 * 1024
_DEEPEST = 512  # as in browsers
_HIDING_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_STRIKING_STYLE = re.compile(r"text-decoration[a-z-]*\s*:[^;]*line-through", re.IGNORECASE)
_BACKWARDS_STYLE = re.compile(r"bidi-override", re.IGNORECASE)
_RTL_STYLE = re.compile(r"direction\s*:\s*rtl", re.IGNORECASE)
_TEXT_BESIDE_A_REDIRECT = 200
_TEXT_ABOUT_A_REDIRECT = 1_000
_REDIRECT_IN_WORDS = re.compile(
    r"\bredirect|\btaken to\b|\bhas moved\b|\bclick here if\b", re.IGNORECASE
)
_NAMED_HEADINGS = 3
_FOOTNOTE = re.compile(r"\s*[\[(]?[\d*†‡§a-e]{1,2}(?:[,;] ?[\d*†‡§a-e]{1,2}){0,5}[\])]?\s*")
_LONGEST_WORDS = 300
MOST_LINKS = 3_000
_AT_THE_END = BLOCKS | CELLS
_SAY_NOTHING = frozenset({"class", "id", "style", "src", "alt", "rel", "target", "lang", "role"})


@dataclass(slots=True)
class _Open:
    """An element that has begun and not yet ended.

    `heading`, `link` and `root` say what is to be done at its end: which heading or link its words
    are for (-1: none), and how much had been written when the root of a program began.
    """

    tag: str
    silent: bool = False
    hidden: bool = False
    struck: bool = False
    backwards: bool = False
    cloudflare: bool = False
    heading: int = -1
    link: int = -1
    root: int = -1


_OUTSIDE = _Open("")


class _Reader(HTMLParser):
    """Collects what a page shows."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[_Open] = []
        self.depth: defaultdict[str, int] = defaultdict(int)
        self.shown = Lines()
        self.hidden = Lines()
        self.title: list[str] = []
        self.headings: list[tuple[int, list[str]]] = []
        self.scripts: list[str] = []
        self.noscript: list[str] = []
        self.links: list[ContactLink] = []
        self.link_words: list[str] = []
        self.anchors: set[str] = set()
        self.refresh = ""
        self.base = ""
        self.has_script = False
        self.has_root = False
        self.has_empty_root = False

    def updatepos(self, i: int, j: int) -> int:  # noqa: ARG002  of the interface
        """Do not count lines: nobody asks, and it takes a tenth of the time."""
        return j

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in reversed(attrs)} if attrs else {}
        self._end_implied(tag)
        self.has_script = self.has_script or tag == "script"
        self._begin(tag)
        outer = self.open[-1] if self.open else _OUTSIDE
        style = given.get("style", "")
        here = _Open(
            tag,
            silent=outer.silent or tag in SILENT,
            hidden=outer.hidden
            or ("hidden" in given and given["hidden"].lower() != "until-found")
            or (tag == "dialog" and "open" not in given)
            or (tag == "template" and "shadowrootmode" not in given)
            or bool(style and _HIDING_STYLE.search(style)),
            struck=outer.struck or tag in STRUCK or bool(style and _STRIKING_STYLE.search(style)),
            backwards=outer.backwards
            or bool(style and _BACKWARDS_STYLE.search(style) and _RTL_STYLE.search(style))
            or (tag == "bdo" and given.get("dir", "").lower() == "rtl"),
        )
        if given:
            self._note(tag, given)
            self._replace(here, given)
            self._link(tag, given, here)
            self._keep_hidden(tag, given, here)
        if tag in HEADINGS and not here.hidden:
            here.heading = len(self.headings)
            self.headings.append((HEADINGS[tag], []))
        if tag in JS_ROOTS or given.get("id", "").lower() in JS_ROOTS:
            self.has_root = True
            here.root = self.shown.length
        if tag not in VOID and len(self.open) < _DEEPEST:
            self.open.append(here)
            self.depth[tag] += 1

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        # In HTML, “<div/>” opens an element like “<div>”; inside a drawing it does not.
        self.handle_starttag(tag, attrs)
        if tag in FOREIGN or self.depth["svg"] or self.depth["math"]:
            self.handle_endtag(tag)

    def _end_implied(self, tag: str) -> None:
        ended = ended_by(tag)
        if not any(map(self.depth.get, ended)):
            return
        for index in range(len(self.open) - 1, -1, -1):
            if self.open[index].tag in ended:
                self._close(index)
                if tag not in ("tr", "tbody"):
                    return
            elif self.open[index].tag in CONTAINERS:
                return

    def _close(self, index: int) -> None:
        """End the element at a place in the stack, and all that are open inside it."""
        for element in reversed(self.open[index:]):
            self.depth[element.tag] -= 1
            self._end(element)
        del self.open[index:]

    def finish(self) -> None:
        """End whatever is still open."""
        self._close(0)
        self.shown.end_line()
        self.hidden.end_line()

    def handle_endtag(self, tag: str) -> None:
        if not self.depth[tag]:
            return
        index = len(self.open) - 1
        while self.open[index].tag != tag:
            index -= 1
        self._close(index)

    def _begin(self, tag: str) -> None:
        """Break the line where an element begins."""
        if tag in LISTS:
            self.shown.begin_list(table=tag == "table")
            self.hidden.end_line()
        elif tag in CELLS:
            self.shown.begin_cell(head=tag == "th" or self.depth["thead"] > 0)
            self.hidden.write("\t")
        elif tag in BLOCKS or tag == "br":
            self.shown.end_line()
            self.hidden.end_line()

    def _end(self, element: _Open) -> None:
        """Do what is due where an element ends."""
        tag = element.tag
        if tag not in _AT_THE_END and element.link < 0 and element.root < 0:
            return
        if element.heading >= 0:
            level, words = self.headings[element.heading]
            self.shown.head(level, tidy("".join(words)))
        if element.link >= 0:
            link = self.links[element.link]
            shown = tidy("".join(self.link_words))[:_LONGEST_WORDS]
            self.links[element.link] = ContactLink(link.address, link.line, shown)
            self.link_words = []
        if element.root >= 0 and self.shown.length == element.root:
            self.has_empty_root = True
        if tag in LISTS:
            self.shown.end_list(table=tag == "table")
        elif tag in CELLS:
            self.shown.end_cell()
            self.hidden.write("\t")
        elif tag == "tr":
            self.shown.end_row()
        elif tag == "caption":
            self.shown.end_caption()
        if tag in BLOCKS:
            self.shown.end_line()
            self.hidden.end_line()

    def _note(self, tag: str, given: dict[str, str]) -> None:
        if given.get("id"):
            self.anchors.add(given["id"])
        if tag == "a" and given.get("name"):
            self.anchors.add(given["name"])
        if tag == "base" and not self.base:
            self.base = given.get("href", "").strip()
        refreshes = tag == "meta" and given.get("http-equiv", "").lower() == "refresh"
        if refreshes and not self.refresh and not self.depth["noscript"]:
            self.refresh = refresh_of(given.get("content", ""))

    def _replace(self, here: _Open, given: dict[str, str]) -> None:
        if given.get("data-cfemail"):
            self._write(decode_cloudflare(given["data-cfemail"]), here)
            here.cloudflare = True
        if here.tag == "img":
            self._write(f" {given.get('alt', '')} ", here)

    def _keep_hidden(self, tag: str, given: dict[str, str], here: _Open) -> None:
        """Keep what is only heard, typed in beforehand, or put together by a script."""
        if here.silent or here.struck or given.keys() <= _SAY_NOTHING:
            return
        kept = [given.get("aria-label", ""), chat_number(given.get("href", ""))]
        if "itemprop" in given:
            kept.append(given.get("content", ""))
        if tag in ("input", "button", "textarea") and given.get("type", "").lower() != "hidden":
            kept.append(given.get("value", ""))
        pieces = [value for name, value in given.items() if name.startswith("data-") and value]
        if len(pieces) > 1:
            kept.append(" ".join(pieces))
        if given.get("href", "").lower().startswith("javascript:"):
            self.scripts.append(given["href"])
        self.scripts += [value for name, value in given.items() if name.startswith("onclick")]
        for text in filter(None, kept):
            self.hidden.end_line()
            self.hidden.write(text)
            self.hidden.end_line()

    def _link(self, tag: str, given: dict[str, str], here: _Open) -> None:
        if tag not in ("a", "area") or here.hidden or here.struck or here.silent:
            return
        href = given.get("href", "").strip()
        address = contact_address(href)
        if address or (leads_on(href) and len(self.links) < MOST_LINKS):
            here.link = len(self.links)
            self.link_words = []
            self.links.append(ContactLink(address or href, len(self.shown.lines)))

    # Text

    def _write(self, text: str, here: _Open) -> None:
        if here.silent and not (here.struck or self.depth["style"] or self.depth["iframe"]):
            self.hidden.write(f" {text} ")
        if here.silent or here.struck:
            return
        if here.backwards:
            text = text[::-1]
        (self.hidden if here.hidden else self.shown).write(text)
        if here.hidden:
            return
        if self.links and self.depth["a"]:
            self.link_words.append(text)
        if self.headings and any(map(self.depth.get, HEADINGS)):
            self.headings[-1][1].append(text)

    def handle_data(self, data: str) -> None:
        here = self.open[-1] if self.open else _OUTSIDE
        if here.cloudflare:
            return
        if here.tag == "title" and not self.depth["svg"]:
            self.title.append(data)
        elif here.tag == "script":
            self.scripts.append(data)
        elif self.depth["noscript"]:
            self.noscript.append(data)
        elif self.depth["pre"]:
            for index, line in enumerate(data.split("\n")):
                if index:
                    self.shown.end_line()
                self._write(line, here)
        elif not (self.depth["sup"] and _FOOTNOTE.fullmatch(data)):
            self._write(data.replace("\t", " "), here)


def _feed(reader: _Reader, text: str) -> None:
    """Feed a page piece by piece: at the end of a page, the parser may take very long."""
    for start in range(0, len(text), _CHUNK):
        reader.feed(text[start : start + _CHUNK])
    if len(reader.rawdata) <= _CHUNK:
        reader.close()


def read_html(text: str) -> Page:
    """Read a page. Anything that calls itself HTML can be read."""
    reader = _Reader()
    with contextlib.suppress(AssertionError, RecursionError, ValueError):  # the parser's own limits
        _feed(reader, without_comments(text))
    reader.finish()
    length = sum(map(len, reader.shown.lines))
    scripts = "\n".join([*reader.scripts, *reader.noscript])
    levels = [(level, tidy("".join(words))) for level, words in reader.headings]
    most = _TEXT_BESIDE_A_REDIRECT
    if length < _TEXT_ABOUT_A_REDIRECT and _REDIRECT_IN_WORDS.search(" ".join(reader.shown.lines)):
        most = _TEXT_ABOUT_A_REDIRECT
    sent_on = script_redirect(scripts) if length < most else ""
    contacts, hyperlinks = contacts_apart(reader.links)
    return Page(
        title=tidy("".join(reader.title)),
        headings=tuple(words for level, words in levels if words and level <= _NAMED_HEADINGS),
        main_headings=tuple(words for level, words in levels if words and level == 1),
        lines=tuple(reader.shown.lines),
        settings=tuple(reader.shown.settings),
        hidden=tuple(reader.hidden.lines),
        scripts=scripts,
        links=contacts,
        hyperlinks=hyperlinks,
        base=reader.base,
        anchors=frozenset(reader.anchors),
        refresh=reader.refresh or sent_on,
        needs_javascript=needs_javascript(
            length,
            [*reader.shown.lines[:20], *reader.noscript],
            has_script=reader.has_script,
            has_root=reader.has_root,
            has_empty_root=reader.has_empty_root,
        ),
    )
