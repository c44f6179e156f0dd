"""What all tests share: the project's folders, its real data, and a built site to look at."""

import fcntl
import functools
import gc
import os
import secrets
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from benchmarks.browsing import FLAGS, find_chromium
from safetyhelp.areas.on_a_day import AreasOnDay
from safetyhelp.dataset.dataset import Dataset
from safetyhelp.dataset.load import load
from safetyhelp.maps.land import Land, land_of
from safetyhelp.maps.outlines import read_outlines
from safetyhelp.paths import DATA, ROOT, folders
from tests.fonts import USUAL_FONT, only_font
from tests.serving import KeepingHost, served

TODAY = date(2026, 11, 22)
NewPage = Callable[..., Page]
# Whole sites are made in this process. What they are made from stays: looking through all of it for
# garbage after each few hundred objects is in vain.
gc.set_threshold(50_000, 20, 100)
# Some tests draw pages at random. All workers draw the same ones; the seed is printed on top.
os.environ.setdefault("PAGES_SEED", str(secrets.randbelow(10_000)))


def pytest_report_header() -> str:
    """Print with which seed pages are drawn."""
    return f"pages drawn at random with PAGES_SEED={os.environ['PAGES_SEED']}"


@pytest.fixture(scope="session")
def real() -> Dataset:
    """Everything in the project's own data folder, joined on a fixed day."""
    return real_on(TODAY)


@functools.cache
def real_on(day: date) -> Dataset:
    """Return the real data on a day. They are read once: the day decides only about the areas."""
    if day == TODAY:
        return load(folders(DATA), TODAY)
    real = real_on(TODAY)
    areas = AreasOnDay(real.directory.map.geography, day)
    return replace(real, directory=replace(real.directory, map=areas))


@pytest.fixture(scope="session")
def land(real: Dataset) -> Land:
    """Return the outlines of the councils of the day."""
    return land_of(read_outlines(DATA / "areas"), real.directory.map)


def copy_project(target: Path) -> Path:
    """Copy what the build needs (not the generated pages) to a folder of its own."""
    generated = shutil.ignore_patterns(
        "api",
        "areas",
        "letters",
        "places",
        "services",
        "which-way",
        "gaps.md",
        "data",
        "__pycache__",
    )
    shutil.copytree(ROOT / "docs", target / "docs", ignore=generated)
    for name in ("theme", "scripts"):
        shutil.copytree(ROOT / name, target / name, ignore=shutil.ignore_patterns("*.pyc.*"))
    shutil.copytree(ROOT / "data" / "schema", target / "data" / "schema")
    shutil.copytree(ROOT / "data" / "areas", target / "data" / "areas")
    shutil.copy(ROOT / "mkdocs.yml", target / "mkdocs.yml")
    return target


def run_script(
    root: Path, script: str, *arguments: str | Path, **environment: str
) -> subprocess.CompletedProcess[str]:
    """Run one of the commands of the project that lies in `root`."""
    return subprocess.run(
        [sys.executable, str(root / "scripts" / script), *map(str, arguments)],
        capture_output=True,
        text=True,
        check=False,
        cwd=root,
        env={**os.environ, **environment},
    )


@dataclass(frozen=True)
class BuiltSite:
    """The whole site, built from the real data."""

    folder: Path

    def page(self, address: str) -> str:
        """Return the HTML at an address that ends in a slash."""
        return (self.folder / address / "index.html").read_text(encoding="utf-8")

    def generated(self, pattern: str) -> dict[str, str]:
        """Return the generated pages that the site was built from, by path below docs/."""
        docs = self.folder.parent / "docs"
        paths = sorted(docs.glob(pattern))
        assert paths, f"nothing was generated as {pattern}"
        return {path.relative_to(docs).as_posix(): path.read_text("utf-8") for path in paths}


def _build(root: Path) -> None:
    copy_project(root)
    state = root / "state.json"
    # Whoever runs the tests may have checked the links here: that must not change the pages.
    state.write_text('{"version": 1, "links": {}, "facts": {}}', encoding="utf-8")
    built = run_script(
        root, "build_site.py", "--data", DATA, "--out", root / "site",
        "--today", TODAY.isoformat(), "--state", state,
    )  # fmt: skip
    assert built.returncode == 0, built.stdout + built.stderr


@pytest.fixture(scope="session")
def for_all_workers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder that all workers share."""
    own = tmp_path_factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


def once_for_all(folder: Path, make: Callable[[Path], None]) -> Path:
    """Let the first worker that needs a folder make it; the others wait for it."""
    made = folder.with_name(f"{folder.name}.made")
    with folder.with_name(f"{folder.name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not made.exists():
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
            make(folder)
            made.touch()
    return folder


@pytest.fixture(scope="session")
def site(for_all_workers: Path) -> BuiltSite:
    """Build the real site once for all workers, by the command, in a copy of the project."""
    return BuiltSite(once_for_all(for_all_workers / "built", _build) / "site")


@pytest.fixture(scope="session")
def site_url(site: BuiltSite, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve the built site on loopback, below a path prefix, as a project page would be."""
    parent = tmp_path_factory.mktemp("served")
    (parent / "prefix").symlink_to(site.folder, target_is_directory=True)
    with served(parent, KeepingHost) as root:
        yield f"{root}prefix/"


@pytest.fixture(scope="session")
def browser_with(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], Browser]]:
    """Return a function that gives a real headless Chromium with one font; started once each."""
    path = find_chromium()
    assert path, "There is no Chromium on the PATH. Run `make machine`."
    folder = tmp_path_factory.mktemp("fonts")
    with sync_playwright() as playwright:

        @functools.cache
        def start(font: str) -> Browser:
            return playwright.chromium.launch(
                executable_path=path,
                args=FLAGS,
                env={**os.environ, "FONTCONFIG_FILE": str(only_font(font, folder))},
            )

        yield start


@pytest.fixture(scope="session")
def browser(browser_with: Callable[[str], Browser]) -> Browser:
    """Return a real headless Chromium. Its only font is named, whatever the machine has."""
    return browser_with(USUAL_FONT)


@pytest.fixture(scope="session")
def tab_with(browser_with: Callable[[str], Browser]) -> Callable[..., Page]:
    """Return a function that gives a tab of a size (CSS pixels) with a font, for who only looks.

    It is the same tab each time: to open a new one takes as long as to open five pages. Who
    listens, adds scripts, or asks what the browser keeps takes a profile of their own.
    """
    tabs = functools.cache(lambda font: browser_with(font).new_page())

    def tab(width: int = 360, height: int = 740, font: str = USUAL_FONT) -> Page:
        page: Page = tabs(font)
        page.goto("about:blank")
        page.emulate_media(
            media="null", color_scheme="null", reduced_motion="null", forced_colors="null"
        )
        page.set_viewport_size({"width": width, "height": height})
        return page

    return tab


@pytest.fixture
def tab(tab_with: Callable[..., Page]) -> Page:
    """Return that tab at the size of a phone."""
    return tab_with()


@pytest.fixture
def new_page(browser: Browser) -> Iterator[NewPage]:
    """Return a function that opens a page in a profile of its own, with the options of one."""
    profiles: list[BrowserContext] = []

    def opened(**options: Any) -> Page:
        profiles.append(browser.new_context(**options))
        return profiles[-1].new_page()

    yield opened
    for profile in profiles:
        profile.close()
