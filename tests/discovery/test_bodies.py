"""Whose sites are searched, and with which pages it begins."""

from datetime import UTC, date, datetime

from safetyhelp.dataset.dataset import Dataset
from safetyhelp.dataset.wanted import wanted
from safetyhelp.discovery.bodies import Body, Start, bodies
from safetyhelp.discovery.govuk_links import ListedPage
from safetyhelp.evidence.state import LinkState, State
from safetyhelp.evidence.vocabulary import Verdict
from safetyhelp.records.contacts import key_of

KENT = "https://www.kent.police.uk/advice/hate-crime/"


def found(real: Dataset, state: State | None = None, *listed: ListedPage) -> dict[str, Body]:
    every = bodies(real, wanted(real.directory), state or State(), listed)
    return {body.key: body for body in every}


def test_each_body_has_its_own_site(real: Dataset) -> None:
    every = found(real)
    bury = real.directory.map.geography.councils["bury"]
    assert every["councils/bury council"].home == bury.homepage
    assert every["councils/bury council"].topics == ("case-review",)
    assert every["counties/norfolk council"].topics == ("partnership",)
    force, commissioner = (every[f"police_areas/kent {role}"] for role in ("force", "commissioner"))
    assert force.home == "https://www.kent.police.uk/"
    assert "hate-crime" in force.topics
    assert commissioner.home == "https://www.kent-pcc.gov.uk/"
    assert "victim-service" in commissioner.topics
    assert not force.ground.is_own(commissioner.home)
    assert not force.ground.may_be_new_home(commissioner.home)
    for body in every.values():
        assert not body.home or body.ground.is_own(body.home), body.key
        assert all(body.ground.may_ask(start.url) for start in body.starts), body.key


def test_the_new_address_of_a_page_that_has_moved_comes_first(real: Dataset) -> None:
    looked = datetime(2026, 11, 1, tzinfo=UTC)
    moved = LinkState(
        date(2026, 1, 1), looked, Verdict.MOVED, "", new_url="https://www.kent.police.uk/hate/"
    )
    plain = [start.url for start in found(real)["police_areas/kent force"].starts]
    assert KENT in plain
    starts = found(real, State({KENT: moved}))["police_areas/kent force"].starts
    urls = [start.url for start in starts]
    assert urls.index("https://www.kent.police.uk/hate/") == urls.index(KENT) - 1
    away = LinkState(date(2026, 1, 1), looked, Verdict.MOVED, "", new_url="https://evil.uk/")
    assert "https://evil.uk/" not in str(found(real, State({KENT: away})))


def test_the_pages_that_govuk_lists_come_with_their_words(real: Dataset) -> None:
    own = ListedPage("bury", "https://www.bury.gov.uk/asb", "Community trigger")
    strange = ListedPage("bury", "https://elsewhere.uk/asb", "Community trigger")
    starts = found(real, None, own, strange)["councils/bury council"].starts
    assert starts == (Start(own.url, "Community trigger"),)


def test_contacts_of_others_and_withdrawn_ones_are_foreign(real: Dataset) -> None:
    foreign = found(real)["councils/bolton council"].foreign
    assert key_of("phone", "01204 336500") in found(real)["councils/bury council"].foreign
    withdrawn = real.loaded.withdrawn[0]
    assert key_of(withdrawn.what, withdrawn.value) in foreign
    assert key_of("phone", "0114 200 5001") not in foreign
