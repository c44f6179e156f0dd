"""One page of the site as a page of a folder on a disk. Pure.

There an address that ends in a slash shows a list of files, `'self'` of a policy means nothing, and
no module is run. What stands on a page stays as it is.
"""

import posixpath
import re
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import date
from html import escape, unescape

from safetyhelp.errors import UserError
from safetyhelp.finder.box import BOX, BOX_ENTRY
from safetyhelp.text.words import day_in_words

SCRIPT = "assets/offline/site.js"
STYLES = "assets/offline/offline.css"
ABOUT = "about/without-the-internet/"
"""The page that says what such a copy is, and where there is a new one."""

_POLICY = re.compile(r'(http-equiv="Content-Security-Policy" content=")([^"]*)"')
_FOR_OTHERS = re.compile(
    r'<link rel="(?:modulepreload|canonical|alternate)"[^>]*>\n?'
    r'|<script type="application/ld\+json">.*?</script>\n?',
    re.DOTALL,
)
_MODULE = re.compile(r'<script type="module" src="(?:\.\./)*assets/([^"]+)"></script>\n?')
_TAG = re.compile(r"<(a|area|form|image|img|link|script|use)\b[^<>]*>")
_ADDRESS = re.compile(r' (href|src|action)="([^"]*)"')
_AWAY = re.compile(r"[a-z]+:|#|$")
_NEXT_PAGE = re.compile(r'(http-equiv="refresh" content="0; url=)([^"]*)"')
_MAIN = '<div id="main"'


class OfflineError(UserError):
    """The site cannot be put into a folder; the message names the page and what is wrong."""


@dataclass(frozen=True, slots=True)
class Copy:
    """What a copy holds: paths below the root of the site, with the day and the public address."""

    files: AbstractSet[str]
    day: date
    site_url: str = ""
    _known: dict[tuple[str, str], str] = field(default_factory=dict)

    def found(self, folder: str, address: str) -> str:
        """Return a relative address as that of a file, or nothing where there is no such file."""
        key = folder, address
        if key not in self._known:
            self._known[key] = self._find(folder, address)
        return self._known[key]

    def _find(self, folder: str, address: str) -> str:
        path, mark, part = address.partition("#")
        is_folder = posixpath.basename(path) in ("", ".", "..")
        file = posixpath.join(path, "index.html") if is_folder else path
        there = below(folder, file)
        return f"{posixpath.normpath(file)}{mark}{part}" if there in self.files else ""

    def online(self, folder: str, address: str) -> str:
        """Return the address of what is only on the site, or nothing where that is not known."""
        return f"{self.site_url.rstrip('/')}/{below(folder, address)}" if self.site_url else ""


def below(folder: str, address: str) -> str:
    """Return where an address of a page in a folder leads, below the root of the site."""
    path = posixpath.normpath(posixpath.join(folder, address))
    return f"{path}/" if address.endswith("/") and path != "." else path


def up(folder: str) -> str:
    """Return the way from a folder to the root of the site."""
    return "../" * (folder.count("/") + 1) if folder else ""


def modules_of(page: str) -> list[str]:
    """Return the modules that a page runs, by their path below `assets/`, in order."""
    return [BOX_ENTRY if name == BOX else name for name in _MODULE.findall(page)]


def _policy(found: re.Match[str]) -> str:
    """Return the policy for files: what `'self'` was are files, and nothing is ever fetched."""
    kept = (part for part in found[2].split("; ") if not part.startswith("connect-src"))
    return found[1] + "; ".join(kept).replace("'self'", "file:") + '"'


def _linked(page: str, folder: str, copy: Copy) -> str:
    def address(found: re.Match[str], tag: str) -> str:
        name, value = found[1], unescape(found[2])
        if _AWAY.match(value):
            return found[0]
        if there := copy.found(folder, value):
            return f' {name}="{escape(there)}"'
        if tag not in ("a", "area"):
            raise OfflineError(f"{folder or 'The first page'}: {value} is not among the files.")
        online = copy.online(folder, value)
        return f' {name}="{escape(online)}"' if online else ""

    def in_tag(found: re.Match[str]) -> str:
        return _ADDRESS.sub(lambda each: address(each, found[1]), found[0])

    def next_page(found: re.Match[str]) -> str:
        return f'{found[1]}{escape(copy.found(folder, unescape(found[2])))}"'

    return _NEXT_PAGE.sub(next_page, _TAG.sub(in_tag, page))


def _note(folder: str, copy: Copy) -> str:
    where = f'<a href="{up(folder)}{ABOUT}">Get a new copy</a> each month'
    if not copy.site_url:
        where += ", from those who gave you this one"
    return (
        f'<p class="offline-made" data-made="{copy.day.isoformat()}">This is a copy of '
        f"{day_in_words(copy.day)}. Numbers change. {where}.</p>"
    )


_UNPACK = (
    '<p class="offline-unpack">Does this page look plain? Then the zip file is not unpacked yet. '
    "Close this page. Press the right mouse button on the zip file, and choose “Extract all”. Then "
    "open “index.html” in the new folder.</p>"
)


def offline_page(page: str, path: str, copy: Copy) -> str:
    """Return a page for the copy; `path` is that of its file. Raises OfflineError."""
    folder = posixpath.dirname(path)
    run = modules_of(page)
    page, changed = _POLICY.subn(_policy, page, count=1)
    if not changed:
        raise OfflineError(f"{path}: this page has no policy.")
    page = _MODULE.sub("", _FOR_OTHERS.sub("", page))
    if run:
        own = (
            f'<link rel="stylesheet" href="{up(folder)}{STYLES}">'
            f'<script defer src="{up(folder)}{SCRIPT}" data-run="{" ".join(run)}"></script>'
        )
        page = page.replace("</head>", f"{own}</head>", 1)
    before, main, after = page.rpartition(_MAIN if _MAIN in page else "</main>")
    page = f"{before}{_note(folder, copy)}{main}{after}"
    if path == "index.html":
        page = re.sub(r"<body[^>]*>", lambda found: found[0] + _UNPACK, page, count=1)
    return _linked(page, folder, copy)


_NAME = re.compile(r'<div class="answer area"[^>]*>.*?<h1>([^<]*)', re.DOTALL)
_PART = re.compile(r' id="([a-z-]+)"')


def place_texts(pages: Mapping[str, str]) -> dict[str, str]:
    """Return what the link back from a guide reads of the page of a place, by its address.

    That is its name, and which parts it has.
    """
    found = {}
    for path, page in pages.items():
        if name := _NAME.search(page):
            parts = "".join(f'<i id="{part}"></i>' for part in _PART.findall(page))
            found[posixpath.dirname(path) + "/"] = (
                f'<div class="area"><h1>{name[1].strip()}</h1>{parts}</div>'
            )
    return found
