"""The pictures are one consistent set: small, drawn here, alike in style, all of them used."""

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from safetyhelp.paths import ROOT

FOLDER = ROOT / "theme" / "assets" / "easy-read"
PICTURES = sorted(FOLDER.glob("*.svg"))
_SVG = "{http://www.w3.org/2000/svg}"


def _sources() -> str:
    guides = (ROOT / "docs" / "guides").glob("**/easy-read.md")
    template = ROOT / "scripts/safetyhelp/pages/templates/easy_read.j2"
    return "".join(path.read_text(encoding="utf-8") for path in (*guides, template))


def test_there_is_a_whole_set() -> None:
    assert len(PICTURES) >= 20


@pytest.mark.parametrize("path", PICTURES, ids=lambda path: path.stem)
def test_a_picture_is_small_plain_and_in_the_common_style(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    root = ElementTree.fromstring(text)
    assert root.get("viewBox") == "0 0 96 96"
    title = root.find(f"{_SVG}title")
    assert title is not None
    assert title.text
    style = root.find(f"{_SVG}style")
    first = ElementTree.parse(PICTURES[0]).getroot().find(f"{_SVG}style")
    assert style is not None
    assert first is not None
    assert style.text == first.text
    assert "prefers-color-scheme:dark" in str(style.text)
    assert len(text) < 2000
    assert {element.tag.removeprefix(_SVG) for element in root.iter()} <= {
        "svg", "title", "style", "rect", "path", "circle", "text",
    }  # fmt: skip
    assert "http" not in text.replace("http://www.w3.org/2000/svg", "")


def test_the_list_gives_each_picture_one_meaning() -> None:
    """Whoever writes in Easy Read finds the right picture there."""
    text = (ROOT / "docs/contribute/easy-read-pictures.md").read_text(encoding="utf-8")
    row = r"^\| !\[\]\(\S+/([a-z0-9-]+)\.svg\) \| `([a-z0-9-]+)` \| (.+) \|$"
    rows = re.findall(row, text, re.MULTILINE)
    assert sorted(file for _, file, _ in rows) == [path.stem for path in PICTURES]
    assert all(shown == file for shown, file, _ in rows)
    meanings = [meaning for _, _, meaning in rows]
    assert len(set(meanings)) == len(meanings)


@pytest.mark.parametrize("path", PICTURES, ids=lambda path: path.stem)
def test_every_picture_is_used(path: Path) -> None:
    assert re.search(rf'["/]{re.escape(path.stem)}(?:\.svg|")', _sources()), path.stem
