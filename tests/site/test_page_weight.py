"""What a first visit loads, in a real browser from a host that compresses."""

import pytest
from playwright.sync_api import Browser

from benchmarks.page_weight import weigh
from tests.conftest import BuiltSite


@pytest.mark.browser
def test_first_visits_stay_light_and_ask_nobody_else(site: BuiltSite, browser: Browser) -> None:
    weights = weigh(site.folder, browser)
    assert {each.address for each in weights} >= {"", "areas/stockport/"}
    for each in weights:
        assert each.requests > 5, each
        assert each.sent <= each.limit, each
        assert each.elsewhere == (), each
