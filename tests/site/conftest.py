"""What the tests of the built site share."""

from pathlib import Path

import pytest

from safetyhelp.areas.model import Council
from safetyhelp.dataset.dataset import Dataset
from tests.conftest import BuiltSite

AnswerPages = list[tuple[Council, str]]


@pytest.fixture(scope="session")
def every_page(site: BuiltSite) -> dict[Path, str]:
    """Return the HTML of every page of the site."""
    found = {path: path.read_text(encoding="utf-8") for path in sorted(site.folder.rglob("*.html"))}
    assert len(found) > 1_500
    return found


@pytest.fixture(scope="session")
def answer_pages(site: BuiltSite, real: Dataset) -> AnswerPages:
    """Return every council of the day with its answer page."""
    councils = real.directory.map.councils
    assert len(councils) == 361
    return [(council, site.page(f"areas/{council.id}/")) for council in councils]
