"""The finder's files built from the real data, served as a site would serve them, and a browser."""

import functools
import json
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from jinja2 import Environment, FileSystemLoader
from playwright.sync_api import Browser, BrowserContext, Page

from benchmarks.serving import QuietHost
from safetyhelp.dataset.answers import Directory
from safetyhelp.finder.area_data import AreaData, read_area_data
from safetyhelp.finder.box import BOX, box_module
from safetyhelp.finder.files import finder_files
from safetyhelp.finder.guide_texts import Section, read_sections
from safetyhelp.finder.search_file import SEARCH_FILE, read_synonyms, search_file
from safetyhelp.paths import DATA
from tests.conftest import once_for_all, real_on
from tests.serving import served

REPOSITORY = Path(__file__).parents[2]
THEME = REPOSITORY / "theme"
MODULES = THEME / "assets" / "finder"
TODAY = date(2026, 11, 22)
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'"
)
"""What the finder needs, and the icon of the page."""

Files = dict[str, bytes]
SiteOn = Callable[[date], Path]

PAGE = """<!doctype html>
<html lang="en-GB"><head><meta charset="utf-8"><title>Test</title>
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="color-scheme" content="light dark">
<link rel="icon" href="{{ 'icon.svg' | url }}">
<link rel="stylesheet" href="{{ 'assets/style.css' | url }}">
<link rel="stylesheet" href="{{ 'assets/finder/finder.css' | url }}">
<script src="{{ 'assets/finder/early.js' | url }}"></script>
{% include "partials/search-box.html" %}</head>
<body><h1>{{ heading }}</h1>
{% for finder_id in boxes %}{% include "partials/finder.html" %}{% endfor %}
</body></html>
"""
BLANK = (
    "<!doctype html><html lang='en-GB'><head><title>Blank</title><link rel='icon' href='data:,'>"
)


@pytest.fixture(scope="session")
def areas() -> AreaData:
    return read_area_data(DATA / "areas")


@pytest.fixture(scope="session")
def directory() -> Directory:
    return real_on(TODAY).directory


@pytest.fixture(scope="session")
def sections() -> list[Section]:
    return read_sections(REPOSITORY / "docs")


@dataclass
class Site:
    """A site on a server of its own, at the address `url` (which ends in a slash)."""

    folder: Path
    url: str


class _Handler(QuietHost):
    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", POLICY)
        super().end_headers()


def _templates(depth: int) -> Environment:
    """Return the templates of the theme, for a page `depth` folders below the root."""
    environment = Environment(loader=FileSystemLoader(THEME), autoescape=True)
    environment.filters["url"] = lambda path: "../" * depth + path
    return environment


def render(boxes: list[str], depth: int, heading: str) -> str:
    """Return a page that holds the box once for each id, `depth` folders below the root."""
    return _templates(depth).from_string(PAGE).render(boxes=boxes, heading=heading)


def _write_box_for_frames(root: Path) -> None:
    """Write the page that other sites put into a frame, with all its own files."""
    config = {
        "site_name": "Local Safety Help",
        "theme": {"favicon": "icon.svg"},
        "extra": {"attribution": ["Contains OS data", "Contains Royal Mail data"]},
    }
    (root / "embed").mkdir()
    text = _templates(1).get_template("embed.html").render(config=config)
    (root / "embed" / "index.html").write_text(text, encoding="utf-8")
    shutil.copytree(THEME / "assets" / "embed", root / "assets" / "embed")
    shutil.copy(THEME / "assets" / "style.css", root / "assets")


def _write_site(root: Path, files: Files) -> None:
    assets = root / "assets" / "finder"
    shutil.copytree(MODULES, assets, ignore=shutil.ignore_patterns("data"))
    for name, content in files.items():
        path = assets / "data" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    (root / "assets" / BOX).parent.mkdir()
    (root / "assets" / BOX).write_bytes(box_module(THEME / "assets"))
    index = json.loads(files["index.json"])
    pages = {f"areas/{row[0]}": (["top"], row[1]) for row in index["councils"]}
    pages["places"] = (["top"], "A to Z")
    (root / "index.html").write_text(render(["home", "top"], 0, "Home"), encoding="utf-8")
    for path_name, (boxes, heading) in pages.items():
        folder = root / path_name
        folder.mkdir(parents=True)
        text = render(boxes, path_name.count("/") + 1, heading)
        (folder / "index.html").write_text(text, encoding="utf-8")
    _write_box_for_frames(root)
    (root / "blank.html").write_text(BLANK, encoding="utf-8")
    (root / "icon.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>", encoding="utf-8")


@pytest.fixture(scope="session")
def site_on(for_all_workers: Path, areas: AreaData, sections: list[Section]) -> SiteOn:
    """Return a function that gives the folder of the site of a day: each is made once."""

    def make(day: date, folder: Path) -> None:
        directory = real_on(day).directory
        files = finder_files(directory, areas)
        files[SEARCH_FILE] = search_file(directory, sections, read_synonyms())
        _write_site(folder, files)

    @functools.cache
    def made(day: date) -> Path:
        return once_for_all(for_all_workers / f"finder-{day}", functools.partial(make, day))

    return made


@pytest.fixture(scope="session")
def files(site_on: SiteOn) -> Files:
    """Return the finder's files, by path below the data folder."""
    data = site_on(TODAY) / "assets" / "finder" / "data"
    paths = [path for path in data.rglob("*") if path.is_file()]
    return {path.relative_to(data).as_posix(): path.read_bytes() for path in paths}


@pytest.fixture(scope="session")
def place_and_postcode_files(files: Files) -> Files:
    return {name: content for name, content in files.items() if name != SEARCH_FILE}


@contextmanager
def site_in(folder: Path) -> Iterator[Site]:
    """Serve a folder at the root of a server."""
    with served(folder, _Handler) as root:
        yield Site(folder, root)


@pytest.fixture(scope="session")
def site(site_on: SiteOn) -> Iterator[Site]:
    """Serve the site at the root of a server."""
    with site_in(site_on(TODAY)) as made:
        yield made


@pytest.fixture(scope="session")
def prefixed(site_on: SiteOn, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Serve the same site under a prefix."""
    top, folder = tmp_path_factory.mktemp("prefixed"), site_on(TODAY)
    (top / "some").mkdir()
    (top / "some" / "prefix").symlink_to(folder, target_is_directory=True)
    with served(top, _Handler) as root:
        yield Site(folder, f"{root}some/prefix/")


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    opened = browser.new_context()
    opened.set_default_timeout(10_000)
    yield opened
    opened.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()


@pytest.fixture
def home(tab: Page, site: Site) -> Page:
    """The home page in the tab that tests share, for those that only look."""
    tab.goto(site.url)
    return tab


@pytest.fixture
def own_home(page: Page, site: Site) -> Page:
    """The home page in a profile of its own."""
    page.goto(site.url)
    return page


FIND = """async ([root, name, queries]) => {
  const lookup = (await import(`${root}assets/finder/finder.js`))[name];
  const answers = [];
  for (const query of queries) answers.push(await lookup(query));
  return answers;
}"""

Answer = dict[str, Any]


def ask(page: Page, site: Site, queries: list[str], function: str = "find") -> list[Answer]:
    """Return what the module answers, in a page of the site that holds nothing else."""
    if page.url != f"{site.url}blank.html":
        page.goto(f"{site.url}blank.html")
    answers: list[Answer] = page.evaluate(FIND, [site.url, function, queries])
    return answers


def slugs(answer: Answer) -> list[str]:
    return [area["slug"] for area in answer["areas"]]


@pytest.fixture(scope="module")
def desk(browser: Browser) -> Iterator[Page]:
    """Return one page for all lookups of this module that do not watch its requests."""
    page = browser.new_page()
    yield page
    page.close()


def one(desk: Page, site: Site, query: str) -> Answer:
    [answer] = ask(desk, site, [query])
    return answer
