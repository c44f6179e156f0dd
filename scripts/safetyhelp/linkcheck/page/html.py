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
from collections.abc import Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from types import MappingProxyType
from urllib.parse import unquote

from safetyhelp.linkcheck.page.text import MOST_LINES, Page, tidy


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_VOID = _words("area base br col embed hr img input link meta param source track wbr")
_BLOCKS = _words(
    """address article aside blockquote body caption center dd details dialog dir div dl dt
    fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main
    menu nav ol optgroup option p pre section select summary table tbody tfoot thead tr ul"""
)
_CELL_ENDS = re.compile(r"\s*\t\s*")
_CELLS = frozenset({"td", "th"})
_SILENT = _words("script style template noscript iframe object svg math title audio video canvas")
_FOREIGN = frozenset({"svg", "math"})
# Elements whose end tag may be left out: which open elements a new one ends, up to which container.
_CELL_ROWS = frozenset({"td", "th"})
_ENDS: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "li": frozenset({"li"}),
        "dt": frozenset({"dt", "dd"}),
        "dd": frozenset({"dt", "dd"}),
        "td": _CELL_ROWS,
        "th": _CELL_ROWS,
        "tr": _CELL_ROWS | {"tr"},
        "tbody": _CELL_ROWS | {"tr", "thead", "tbody"},
        "option": frozenset({"option"}),
        "body": frozenset({"head"}),
    }
)
_PARAGRAPH = frozenset({"p"})
_NONE: frozenset[str] = frozenset()
_CONTAINERS = frozenset({"ul", "ol", "dl", "table", "select", "menu"})
_CHUNK = 64 * 1024
_DEEPEST = 512  # as in browsers
_STRUCK = frozenset({"del", "s", "strike"})
_HEADINGS = frozenset({"h1", "h2"})
_HIDING_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_STRIKING_STYLE = re.compile(r"text-decoration[a-z-]*\s*:[^;]*line-through", re.IGNORECASE)
_BACKWARDS_STYLE = re.compile(r"bidi-override", re.IGNORECASE)
_RTL_STYLE = re.compile(r"direction\s*:\s*rtl", re.IGNORECASE)
_REFRESH = re.compile(r"\s*([0-9.]+)\s*[;,]\s*url\s*=\s*[\"']?([^\"'>]+)", re.IGNORECASE)
_JS_ROOTS = frozenset({"root", "app", "__next", "__nuxt", "main-app", "react-root", "app-root"})
_TEXT_OF_A_PAGE = 200
_TEXT_BESIDE_A_PLEA = 600
_PLEA = re.compile(r"(?:enable|requires?|need|turn on|without|activate).{0,30}javascript|"
                   r"javascript.{0,40}(?:enabled?|required|disabled|turned (?:on|off))",
                   re.IGNORECASE | re.DOTALL)  # fmt: skip


def decode_cloudflare(code: str) -> str:
    """Return the e-mail address that Cloudflare hides from robots; empty when it is none."""
    try:
        raw = bytes.fromhex(code)
    except ValueError:
        return ""
    return bytes(byte ^ raw[0] for byte in raw[1:]).decode("utf-8", "replace") if raw else ""


@dataclass(slots=True)
class _Open:
    """An element that has begun and not yet ended."""

    tag: str
    silent: bool
    hidden: bool
    struck: bool
    backwards: bool
    cloudflare: bool = False


@dataclass(slots=True)
class _Text:
    """Lines in the making."""

    lines: list[str] = field(default_factory=list)
    part: list[str] = field(default_factory=list)

    def end_line(self) -> None:
        if not self.part:
            return
        line = tidy("".join(self.part))
        if line.strip("\t ") and len(self.lines) < MOST_LINES:
            self.lines.append(_CELL_ENDS.sub("\t", line).strip("\t ") if "\t" in line else line)
        self.part.clear()


class _Reader(HTMLParser):
    """Collects what a page shows."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[_Open] = []
        self.depth: defaultdict[str, int] = defaultdict(int)
        self.shown = _Text()
        self.hidden = _Text()
        self.title: list[str] = []
        self.headings: list[list[str]] = []
        self.scripts: list[str] = []
        self.noscript: list[str] = []
        self.links: list[tuple[str, int]] = []
        self.anchors: set[str] = set()
        self.refresh = ""
        self.has_script = False
        self.has_root = False

    def updatepos(self, i: int, j: int) -> int:  # noqa: ARG002  of the interface
        """Do not count lines: nobody asks, and it takes a tenth of the time."""
        return j

    # Elements

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in reversed(attrs)} if attrs else {}
        self._end_implied(tag)
        self._note(tag, given)
        self._break(tag)
        outer = self.open[-1] if self.open else _Open("", False, False, False, False)
        style = given.get("style", "")
        here = _Open(
            tag,
            silent=outer.silent or tag in _SILENT,
            hidden=outer.hidden
            or ("hidden" in given and given["hidden"].lower() != "until-found")
            or (tag == "dialog" and "open" not in given)
            or bool(style and _HIDING_STYLE.search(style)),
            struck=outer.struck or tag in _STRUCK or bool(style and _STRIKING_STYLE.search(style)),
            backwards=outer.backwards
            or bool(style and _BACKWARDS_STYLE.search(style) and _RTL_STYLE.search(style))
            or (tag == "bdo" and given.get("dir", "").lower() == "rtl"),
        )
        self._replace(here, given)
        self._link(tag, given, here)
        if tag == "img" and given.get("alt"):
            self._write(f" {given['alt']} ", here)
        if tag in _HEADINGS and not here.hidden:
            self.headings.append([])
        if tag not in _VOID and len(self.open) < _DEEPEST:
            self.open.append(here)
            self.depth[tag] += 1

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        # In HTML, “<div/>” opens an element like “<div>”; inside a drawing it does not.
        self.handle_starttag(tag, attrs)
        if tag in _FOREIGN or self.depth["svg"] or self.depth["math"]:
            self.handle_endtag(tag)

    def _end_implied(self, tag: str) -> None:
        ended = _ENDS.get(tag, _PARAGRAPH if tag in _BLOCKS else _NONE)
        if not any(map(self.depth.get, ended)):
            return
        for index in range(len(self.open) - 1, -1, -1):
            if self.open[index].tag in ended:
                self._close(index)
                if tag not in ("tr", "tbody"):
                    return
            elif self.open[index].tag in _CONTAINERS:
                return

    def _close(self, index: int) -> None:
        """End the element at a place in the stack, and all that are open inside it."""
        for element in self.open[index:]:
            self.depth[element.tag] -= 1
        del self.open[index:]

    def handle_endtag(self, tag: str) -> None:
        if not self.depth[tag]:
            return
        index = len(self.open) - 1
        while self.open[index].tag != tag:
            index -= 1
        self._close(index)
        self._break(tag)

    def _break(self, tag: str) -> None:
        if tag in _CELLS:
            self.shown.part.append("\t")
            self.hidden.part.append("\t")
        elif tag in _BLOCKS or tag == "br":
            self.shown.end_line()
            self.hidden.end_line()

    def _note(self, tag: str, given: dict[str, str]) -> None:
        if given.get("id"):
            self.anchors.add(given["id"])
            self.has_root = self.has_root or given["id"].lower() in _JS_ROOTS
        if tag == "a" and given.get("name"):
            self.anchors.add(given["name"])
        if tag == "script":
            self.has_script = True
        if tag == "meta" and given.get("http-equiv", "").lower() == "refresh":
            match = _REFRESH.match(given.get("content", ""))
            if match and not self.refresh and float(match[1].strip(".") or 0) <= 10:
                self.refresh = match[2].strip()

    def _replace(self, here: _Open, given: dict[str, str]) -> None:
        if given.get("data-cfemail"):
            self._write(decode_cloudflare(given["data-cfemail"]), here)
            here.cloudflare = True

    def _link(self, tag: str, given: dict[str, str], here: _Open) -> None:
        href = given.get("href", "").strip()
        if tag not in ("a", "area") or here.hidden or here.struck or here.silent:
            return
        scheme, _, rest = href.partition(":")
        if scheme.lower() in ("mailto", "tel", "sms", "callto"):
            address = f"{scheme.lower()}:{tidy(unquote(rest))}"
            self.links.append((address, len(self.shown.lines)))
        elif "/cdn-cgi/l/email-protection#" in href:
            found = decode_cloudflare(href.rpartition("#")[2])
            self.links.append((f"mailto:{found}", len(self.shown.lines)))

    # Text

    def _write(self, text: str, here: _Open) -> None:
        if here.silent or here.struck:
            return
        if here.backwards:
            text = text[::-1]
        (self.hidden if here.hidden else self.shown).part.append(text)
        if self.headings and not here.hidden and any(map(self.depth.get, _HEADINGS)):
            self.headings[-1].append(text)

    def handle_data(self, data: str) -> None:
        here = self.open[-1] if self.open else _Open("", False, False, False, False)
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
        else:
            self._write(data, here)


def _needs_javascript(reader: _Reader) -> bool:
    length = sum(map(len, reader.shown.lines))
    pleas = " ".join([*reader.shown.lines[:20], *reader.noscript])
    if length < _TEXT_BESIDE_A_PLEA and _PLEA.search(pleas):
        return True
    return (
        length < _TEXT_OF_A_PAGE
        and reader.has_script
        and (reader.has_root or length < _TEXT_OF_A_PAGE // 5)
    )


_OPENERS = re.compile(r"<!--|<(script|style|textarea|title)(?=[\s/>])", re.IGNORECASE)
_COMMENT_ENDS = re.compile(r"--!?>")


def _without_comments(text: str) -> str:
    """Cut comments out as browsers do: one that is never closed goes on to the end of the page.

    (Python's parser ends a comment at “-- >”, and shows what stands in one that is not closed.)
    """
    kept: list[str] = []
    at = done = 0
    for opener in _OPENERS.finditer(text):
        if opener.start() < at:
            continue
        if opener[1]:
            end = re.compile(f"</{opener[1]}(?=[\\s/>])", re.IGNORECASE).search(text, opener.end())
            if end is None:
                break
            at = end.end()
            continue
        kept.append(text[done : opener.start()])
        rest = opener.end()
        if text.startswith((">", "->"), rest):
            at = done = text.index(">", rest) + 1
            continue
        close = _COMMENT_ENDS.search(text, rest)
        if close is None:
            return "".join(kept)
        at = done = close.end()
    return "".join([*kept, text[done:]])


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
        _feed(reader, _without_comments(text))
    reader.shown.end_line()
    reader.hidden.end_line()
    return Page(
        title=tidy("".join(reader.title)),
        headings=tuple(filter(None, (tidy("".join(part)) for part in reader.headings))),
        lines=tuple(reader.shown.lines),
        hidden=tuple(reader.hidden.lines),
        scripts="\n".join([*reader.scripts, *reader.noscript]),
        links=tuple(reader.links),
        anchors=frozenset(reader.anchors),
        refresh=reader.refresh,
        needs_javascript=_needs_javascript(reader),
    )
