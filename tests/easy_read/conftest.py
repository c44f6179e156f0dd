"""Easy Read pages to look at: the generated ones of all councils, and the hand-written guides."""

from pathlib import Path

import pytest

from safetyhelp.dataset.dataset import Dataset
from safetyhelp.pages.templates import Renderer, make_renderer
from safetyhelp.paths import ROOT
from tests.conftest import BuiltSite
from tests.easy_read.reading import Page, read

GUIDES = ROOT / "docs" / "guides"


def guide_addresses() -> list[str]:
    """Return the address of the Easy Read version that each guide must have."""
    names = sorted(path.stem for path in GUIDES.glob("*.md"))
    found = [name for name in names if name not in ("index", "easy-read")]
    return ["guides/easy-read/", *(f"guides/{name}/easy-read/" for name in found)]


@pytest.fixture(scope="session")
def renderer(real: Dataset) -> Renderer:
    """Render for the day of the tests."""
    return make_renderer(real.directory.map)


@pytest.fixture(scope="session")
def area_sources(site: BuiltSite) -> dict[str, str]:
    """Return the generated page of every council, by the id of the council."""
    pages = site.generated("areas/*/easy-read.md")
    return {Path(path).parent.name: text for path, text in pages.items()}


@pytest.fixture(scope="session")
def areas(area_sources: dict[str, str]) -> dict[str, Page]:
    """Return what the page of every council says."""
    return {council: read(text) for council, text in area_sources.items()}


@pytest.fixture(scope="session")
def guides(site: BuiltSite) -> dict[str, Page]:
    """Return what the Easy Read guides say, by address, as they were built."""
    return {address: read(site.page(address)) for address in guide_addresses()}
