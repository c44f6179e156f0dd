"""The whole copy: every link leads to a file, nothing is left of the web, one zip has it."""

import io
import json
import posixpath
import re
import zipfile
from html import unescape
from pathlib import Path
from urllib.parse import unquote

import pytest
from mkdocs.config import load_config
from mkdocs.structure.files import File
from mkdocs.structure.pages import Page

from mkdocs_hook import on_page_markdown
from safetyhelp.build import add_offline_copy
from safetyhelp.offline.folder import FILE, offline_files, offline_zip
from safetyhelp.paths import ROOT
from safetyhelp.publisher import Publisher
from tests.conftest import TODAY, BuiltSite

ADDRESS = re.compile(r"""<[a-z]+\b[^<>]*? (?:href|src|action|data-[a-z-]*src)="([^"]*)\"""")
ELSEWHERE = re.compile(r"[a-z]+:")
ABOUT = ROOT / "docs/about/without-the-internet.md"


@pytest.fixture(scope="module")
def pages(copy: Path) -> dict[str, str]:
    """Return the pages of the copy."""
    return {
        path.relative_to(copy).as_posix(): path.read_text("utf-8")
        for path in copy.rglob("index.html")
    }


def test_every_link_of_every_page_leads_to_a_file(copy: Path, pages: dict[str, str]) -> None:
    there = {path.relative_to(copy).as_posix() for path in copy.rglob("*") if path.is_file()}
    assert len(pages) > 1_700
    parts = {name: set(re.findall(r' id="([^"]+)"', page)) for name, page in pages.items()}
    for name, page in pages.items():
        for address in {*map(unescape, ADDRESS.findall(page))}:
            if ELSEWHERE.match(address):
                continue
            path, _, part = address.partition("#")
            beside = posixpath.dirname(name)
            target = posixpath.normpath(posixpath.join(beside, unquote(path))) if path else name
            assert target in there, (name, address)
            if part and target in parts and "=" not in part:
                assert part in parts[target], (name, address)


def test_each_page_of_the_site_is_there_but_those_for_other_sites(
    site: BuiltSite, pages: dict[str, str]
) -> None:
    had = {path.relative_to(site.folder).as_posix() for path in site.folder.rglob("index.html")}
    assert had - pages.keys() == {"embed/index.html"}
    assert pages.keys() <= had


def test_nothing_is_loaded_from_elsewhere_and_no_module_is_left(
    copy: Path, pages: dict[str, str]
) -> None:
    for name, page in pages.items():
        assert "'self'" not in page, name
        assert "connect-src" not in page, name
        assert not re.search(r'type="module"|modulepreload|ld\+json|rel="canonical"', page), name
        assert not re.search(r'(?:src|action)="(?:https?:|/)', page), name
        assert page.count('data-made="2026-11-22"') == 1, name
    for style in copy.rglob("*.css"):
        assert not re.search(r"url\(|@import", style.read_text("utf-8")), style.name


def test_the_data_of_the_search_box_is_that_of_the_site(site: BuiltSite, copy: Path) -> None:
    data = site.folder / "assets/finder/data"
    files = list(data.rglob("*.json"))
    assert len(files) > 150
    for file in files:
        name = file.relative_to(site.folder).as_posix()
        script = (copy / f"{name}.js").read_text("utf-8")
        call = re.fullmatch(r"offlineFile\('([^']+)','(.*)'\);\n", script)
        assert call and call[1] == name
        text = re.sub(r"\\(.)", lambda sign: {"n": "\n", "r": "\r"}.get(sign[1], sign[1]), call[2])
        assert json.loads(text) == json.loads(file.read_bytes())
    assert not [*copy.rglob("*.json")]


def test_the_zip_file_has_one_folder_and_is_the_same_each_time(site: BuiltSite) -> None:
    lines = ("Contains OS data",)
    files = offline_files(site.folder, TODAY, "https://www.place.uk/help/", lines)
    content = offline_zip(files, TODAY)
    assert content == offline_zip(files, TODAY)
    with zipfile.ZipFile(io.BytesIO(content)) as found:
        names = found.namelist()
        assert {name.partition("/")[0] for name in names} == {"local-safety-help"}
        assert len({name.lower() for name in names}) == len(names) < 2_500
        assert max(map(len, names)) < 150  # Windows allows 260 with the folders above
        about = found.read("local-safety-help/READ ME FIRST.txt").decode()
        assert {info.date_time[:3] for info in found.infolist()} == {(2026, 11, 22)}
        first = found.read("local-safety-help/about/without-the-internet/index.html").decode()
        data = found.read("local-safety-help/data/index.html").decode()
    assert "This is a copy of 22 November 2026." in about
    new = "https://www.place.uk/help/about/without-the-internet/"
    assert f"Get a new copy each month: {new}\r\n" in about
    assert "- Contains OS data\r\n" in about
    assert 'href="https://www.place.uk/help/api/v1/index.json"' in data
    assert "without-the-internet" in first
    told = re.search(r"It has about (\d+) MB", ABOUT.read_text("utf-8"))
    assert told and abs(len(content) / 1_000_000 - int(told[1])) < 1


def test_the_build_puts_it_where_the_page_says(site: BuiltSite, tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    for name in ("index.html", "about/without-the-internet/index.html"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        page = (site.folder / name).read_text("utf-8")
        cut = re.sub(r"<(?:link|script|a|form|img)\b[^>]*>", "", page)
        (tmp_path / name).write_text(cut, encoding="utf-8")
    size = add_offline_copy(tmp_path, TODAY, Publisher())
    assert (tmp_path / FILE).stat().st_size == size > 1_000
    linked = re.search(r'href="\.\./\.\./([^"]+\.zip)"', ABOUT.read_text("utf-8"))
    assert linked and linked[1] == FILE


def test_publishing_makes_it_and_other_builds_do_without() -> None:
    make = (ROOT / "Makefile").read_text("utf-8")
    workflows = {
        path.stem: "OFFLINE" in path.read_text("utf-8")
        for path in (ROOT / ".github/workflows").iterdir()
    }
    assert "build_site.py $${SITE_URL:+" in make
    assert "$${OFFLINE:+--offline}" in make
    assert [name for name, makes_it in workflows.items() if makes_it] == ["publish"]


@pytest.mark.parametrize(
    ("offline", "said", "unsaid"),
    [("yes", "Get the zip file", "has no zip file"), ("", "has no zip file", "Get the zip file")],
)
def test_the_page_has_the_link_only_where_there_is_a_copy(
    offline: str, said: str, unsaid: str
) -> None:
    config = load_config(str(ROOT / "mkdocs.yml"))
    config.extra.update(attribution=(), offline=offline)
    page = Page("x", File("x.md", "docs", "site", use_directory_urls=True), config)
    shown = on_page_markdown(ABOUT.read_text("utf-8"), page, config)
    assert said in shown
    assert unsaid not in shown
    assert "<!--" not in shown
    assert "## How to open it" in shown
