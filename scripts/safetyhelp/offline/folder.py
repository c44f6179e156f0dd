"""The whole site as files that open by a double click: a folder for a stick, in a zip file."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

from safetyhelp.finder.modules import loader
from safetyhelp.offline.pages import (
    ABOUT,
    SCRIPT,
    STYLES,
    Copy,
    modules_of,
    offline_page,
    place_texts,
)
from safetyhelp.text.words import day_in_words
from safetyhelp.text.zip_files import zipped

FILE = "data/local-safety-help-offline.zip"
"""Where the zip file lies below the root of the site."""
FOLDER = "local-safety-help"
"""The one folder in it."""
_HERE = Path(__file__).parent
_KEPT = frozenset({".html", ".css", ".svg", ".png", ".vcf"})
_LEFT_OUT = re.compile(
    r"404\.html|(?:embed|api)/|data/.+/|assets/(?:javascripts|images)/|.*palette"
)
"""What is for other sites and systems, or is used by no page."""
_OF_LETTERS = "/letters.json"
"""The file of each area that its letters fetch."""
_PLACES = "assets/offline/places.js"
_LETTERS = "assets/offline/letters.js"


def _own(name: str) -> str:
    return (_HERE / name).read_text(encoding="utf-8")


def _read(site: Path) -> dict[str, bytes]:
    """Return the files of a site that belong into a copy, by path, and what they are made from."""
    found = {}
    for path in sorted(site.rglob("*")):
        name = path.relative_to(site).as_posix()
        made_from = name.startswith("assets/") and path.suffix in (".js", ".json")
        made_from = made_from or name.endswith(_OF_LETTERS)
        if (path.suffix in _KEPT or made_from) and not _LEFT_OUT.match(name):
            found[name] = path.read_bytes()
    return found


def _as_script(texts: Mapping[str, str]) -> bytes:
    """Return files as a script that hands them over, each as one text."""
    return "".join(f"offlineFile({_quoted(k)},{_quoted(v)});\n" for k, v in texts.items()).encode()


def _quoted(text: str) -> str:
    """Return a text as JavaScript writes it, between single quotes: JSON is full of double ones."""
    for sign, written in (("\\", "\\\\"), ("'", "\\'"), ("\n", "\\n"), ("\r", "\\r")):
        text = text.replace(sign, written)
    return f"'{text}'"


def _about(day: date, site_url: str, attribution: tuple[str, ...]) -> bytes:
    where = f": {site_url.rstrip('/')}/{ABOUT}" if site_url else " where you got this one."
    lines = (
        "Local Safety Help: a copy that works without the internet",
        "",
        f"This is a copy of {day_in_words(day)}. Phone numbers change, and old ones can do harm.",
        f"Get a new copy each month{where}",
        "",
        "1. Unpack the zip file. On Windows: right mouse button, “Extract all”.",
        "2. Open the new folder, and double-click “index.html”.",
        "",
        "You need a computer with a browser. Phones do not open such folders.",
        "Links to other websites, and “Leave this page”, need the internet.",
        "",
        "Whose data this is:",
        *(f"- {line}" for line in attribution),
    )
    return "".join(f"{line}\r\n" for line in lines).encode()


def _scripts(files: Mapping[str, bytes], pages: Mapping[str, str]) -> Iterator[tuple[str, bytes]]:
    """Yield the scripts that stand for modules and data."""
    entries = dict.fromkeys(name for page in pages.values() for name in modules_of(page))
    sources = {
        name.removeprefix("assets/"): content.decode()
        for name, content in files.items()
        if name.endswith(".js")
    }
    modules = loader(entries, sources, "`${ROOT}assets/`")
    yield SCRIPT, _own("site.js").replace("/* modules */\n", modules).encode()
    for name, content in files.items():
        if name.startswith("assets/") and name.endswith(".json"):
            yield f"{name}.js", _as_script({name: content.decode()})
    letters = {name: each.decode() for name, each in files.items() if name.endswith(_OF_LETTERS)}
    yield _LETTERS, _as_script(letters)
    yield _PLACES, _as_script(place_texts(pages))


_CLASSIC = re.compile(r'<script src="(?:\.\./)*(assets/[^"]+)"></script>')


def offline_files(
    site: Path, day: date, site_url: str = "", attribution: tuple[str, ...] = ()
) -> dict[str, bytes]:
    """Return every file of the copy, by path below its folder. Raises UserError.

    `site` is a built site, `day` the one for which it was built.
    """
    files = _read(site)
    pages = {name: each.decode() for name, each in files.items() if name.endswith(".html")}
    classic = {name for page in pages.values() for name in _CLASSIC.findall(page)}
    kept = {
        name: each
        for name, each in files.items()
        if name in classic or not name.endswith((".html", ".js", ".json"))
    }
    made = {STYLES: _own("offline.css").encode(), **dict(_scripts(files, pages))}
    copy = Copy({*kept, *made, *pages}, day, site_url)
    own = {name: offline_page(page, name, copy).encode() for name, page in pages.items()}
    about = {"READ ME FIRST.txt": _about(day, site_url, attribution)}
    return {**about, **dict(sorted({**kept, **made, **own}.items()))}


def offline_zip(files: Mapping[str, bytes], day: date) -> bytes:
    """Return the zip file: all files in one folder."""
    return zipped({f"{FOLDER}/{name}": content for name, content in files.items()}, day)
