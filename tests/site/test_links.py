"""Every internal link and anchor of the built site leads somewhere, under any path prefix."""

import re
from functools import cache
from pathlib import Path
from posixpath import normpath
from urllib.parse import unquote, urldefrag

from tests.conftest import BuiltSite

_LINK = re.compile(r'(?:href|src)="([^"]*)"')
_ID = re.compile(r'\sid="([^"]+)"')
_BACK = re.compile(r"^back=([a-z0-9-]+)\.([a-z-]+)$")
"""A guide that is opened from a place has its way back in the fragment (assets/back-to-place)."""
_AT = re.compile(r"^at=([a-z0-9-]+)$")
"""A letter that is opened from a place has the place there (assets/letters/place.js)."""
_ABSOLUTE = re.compile(r"^[a-z][a-z0-9+.-]*:", re.IGNORECASE)


@cache  # all pages together lead to few files, each of them often
def _file(path: str, *, is_folder: bool) -> Path | None:
    here = Path(path)
    file = here / "index.html" if is_folder or here.is_dir() else here
    return file if file.is_file() else None


def _target(page: Path, link: str) -> Path | None:
    if not link:
        return page
    return _file(normpath(f"{page.parent}/{unquote(link)}"), is_folder=link.endswith("/"))


def _is_wrong_fragment(site: Path, target: Path, fragment: str, ids: dict[Path, set[str]]) -> bool:
    """Say whether a fragment of an address leads nowhere."""
    if back := _BACK.match(fragment):
        return back[2] not in ids[site / "areas" / back[1] / "index.html"]
    if at := _AT.match(fragment):
        known = (site / "areas" / at[1] / "letters.json").is_file()
        return not known or "letters" not in target.parts
    return bool(fragment) and target.suffix == ".html" and fragment not in ids[target]


def test_no_link_is_broken_and_none_depends_on_the_root(
    site: BuiltSite, every_page: dict[Path, str]
) -> None:
    ids = {page: set(_ID.findall(html)) for page, html in every_page.items()}
    broken = []
    for page, html in every_page.items():
        if page.name == "404.html":
            continue
        for raw in set(_LINK.findall(html)):
            link, anchor = urldefrag(raw.replace("&amp;", "&"))
            if _ABSOLUTE.match(raw):
                continue
            target = _target(page, link)
            if link.startswith("/") or target is None:
                broken.append(f"{page.relative_to(site.folder)}: {raw}")
            elif _is_wrong_fragment(site.folder, target, anchor, ids):
                broken.append(f"{page.relative_to(site.folder)}: no anchor {raw}")
    assert not broken, broken[:20]


def test_no_page_loads_anything_from_elsewhere(every_page: dict[Path, str]) -> None:
    loads = re.compile(r'<(?:script|img|iframe|link)\b[^>]*?(?:src|href)="((?:https?:)?//[^"]*)"')
    for page, html in every_page.items():
        found = [match for match in loads.finditer(html) if 'rel="canonical"' not in match[0]]
        assert not found, f"{page}: {found}"


def test_all_places_are_reachable_without_javascript(site: BuiltSite) -> None:
    councils = {path.name for path in (site.folder / "areas").iterdir()}
    current = {each for each in councils if "no longer exists" not in site.page(f"areas/{each}/")}
    assert len(current) == 361
    for list_page in ("places", "places/regions", "places/police-areas"):
        linked = set(re.findall(r'href="[./]*areas/([a-z0-9-]+)/"', site.page(list_page)))
        assert current <= linked, f"{list_page}: {sorted(current - linked)[:5]}"


def test_attribution_stands_on_every_page(every_page: dict[Path, str]) -> None:
    for page, html in every_page.items():
        if 'http-equiv="refresh"' not in html:
            assert "Contains OS data © Crown copyright and database right 2025" in html, page
