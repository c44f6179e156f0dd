"""“Which way?”: few questions, every door of an answer page, one way back, nothing kept."""

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Request, expect

from safetyhelp.dataset.sections import DOORS
from safetyhelp.pages.which_way.questions import WhichWay, read_which_way, which_way
from safetyhelp.paths import ROOT
from tests.browser.support import at_rest
from tests.conftest import BuiltSite

MOST_QUESTIONS = 6
MOST_WORDS = 15
WAYS = read_which_way()
PAGES = WAYS.pages


def routes(ways: WhichWay) -> Iterator[tuple[str, ...]]:
    """Yield each way from the first question to an end: the answers that are given."""
    questions = {question.id: question for question in ways.questions}

    def onward(page: str) -> Iterator[tuple[str, ...]]:
        if page not in questions:
            yield (page,)
            return
        for answer in questions[page].answers:
            for rest in onward(answer.leads_to):
                yield (answer.says, *rest)

    return onward(ways.questions[0].id)


def test_at_most_six_questions_lead_to_every_door_and_to_help_at_once() -> None:
    found = list(routes(WAYS))
    assert {route[-1] for route in found} == {*DOORS, "danger"}
    assert {end.id for end in WAYS.ends} == {*DOORS, "danger"}
    assert max(len(route) - 1 for route in found) <= MOST_QUESTIONS
    assert len(WAYS.questions) <= MOST_QUESTIONS
    assert ("Yes", "danger") in found  # nobody in danger is asked more


def test_every_page_but_the_first_has_one_way_back() -> None:
    for page in PAGES[1:]:
        leading = {
            question.id
            for question in WAYS.questions
            for answer in question.answers
            if answer.leads_to == page.id
        }
        assert len(leading) == 1, page.id
        before = WAYS.before(page.id)
        assert before
        assert {before.id} == leading
    assert WAYS.before(WAYS.questions[0].id) is None


def test_no_address_and_no_title_tells_what_was_answered(site: BuiltSite) -> None:
    assert [page.url for page in PAGES] == [
        "which-way/",
        *(f"which-way/{number}/" for number in range(2, len(WAYS.questions) + 1)),
        *(f"which-way/{letter}/" for letter in "abcdefg"),
    ]
    for page in PAGES:
        (title,) = re.findall(r"<title>(.*?)</title>", site.page(page.url))
        assert re.fullmatch(r"Which way\?(?: [a-g2-5])? – Local Safety Help", title)


def test_questions_and_answers_are_short_and_have_pictures() -> None:
    said = [question.asks for question in WAYS.questions]
    said += [line for end in WAYS.ends for line in end.says]
    for text in said:
        for sentence in re.split(r"(?<=[.?])\s", text):
            assert len(sentence.split()) <= MOST_WORDS, sentence
    for question in WAYS.questions:
        assert 2 <= len(question.answers) <= 3
        pictures = [answer.picture for answer in question.answers]
        assert len({*pictures}) == len(pictures)
        for picture in pictures:
            assert (ROOT / "theme/assets/easy-read" / f"{picture}.svg").is_file(), picture


def test_a_file_of_questions_gives_pages_in_its_order() -> None:
    ways = which_way(
        """
        [[question]]
        id = "first"
        asks = "This?"
        answers = [{ says = "Yes", picture = "yes", leads_to = "then" }]
        [[question]]
        id = "then"
        asks = "That?"
        answers = [{ says = "No", picture = "no", leads_to = "report" }]
        [[end]]
        id = "report"
        says = ["Go."]
        read_more = "guides/"
        about = "Guides"
        """
    )
    assert list(routes(ways)) == [("Yes", "No", "report")]
    assert [ways.url_of(page) for page in ("first", "then", "report")] == [
        "which-way/",
        "which-way/2/",
        "which-way/a/",
    ]
    with pytest.raises(StopIteration):
        ways.url_of("nowhere")


@pytest.fixture(scope="module")
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport={"width": 360, "height": 800})
    yield context
    context.close()


@pytest.fixture(scope="module")
def without_scripts(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 800})
    yield context.new_page()
    context.close()


def _title_of(end: str, site: BuiltSite) -> str:
    (title,) = re.findall(r'data-title="(.*?)"', site.page(WAYS.url_of(end)))
    return str(title)


def _walk(page: Page, look: Callable[[str], None], at: str = PAGES[0].id) -> int:
    """Look at each page, taking each answer once and back after it; return how many ends."""
    look(at)
    question = next((each for each in WAYS.questions if each.id == at), None)
    if question is None:
        return 1
    here, ends = page.url, 0
    for answer in question.answers:
        page.locator(".choices").get_by_role("link", name=answer.says, exact=True).click()
        ends += _walk(page, look, answer.leads_to)
        page.get_by_role("link", name="Back", exact=True).click()
        assert page.url == here, answer.leads_to
    return ends


@pytest.mark.browser
def test_all_ways_can_be_gone_without_scripts(
    without_scripts: Page, site: BuiltSite, site_url: str
) -> None:
    page = without_scripts

    def look(at: str) -> None:
        assert page.url == site_url + WAYS.url_of(at)
        if at == "danger":
            expect(
                page.locator("#main").get_by_role("link", name="999", exact=True)
            ).to_be_visible()
        elif at in DOORS:
            expect(page.locator("h1")).to_have_text(_title_of(at, site))
            expect(
                page.get_by_role("searchbox").or_(page.locator("#finder-top-input"))
            ).to_be_visible()
            expect(page.locator("form.finder")).to_have_count(1)

    page.goto(f"{site_url}which-way/")
    assert _walk(page, look) == len(list(routes(WAYS)))


@pytest.mark.browser
def test_the_place_is_kept_in_the_fragment_and_nowhere_else(
    context: BrowserContext, site: BuiltSite, site_url: str
) -> None:
    page = context.new_page()
    asked: list[str] = []

    def note(request: Request) -> None:
        asked.append(request.url)

    def look(at: str) -> None:
        if at != "danger":
            expect(page.get_by_role("link", name="Back to Stockport")).to_be_visible()
        if at in DOORS:
            assert page.locator("#main a[href^='http']").count() == 0  # shown as another website
            page.get_by_role("link", name=f"Stockport: {_title_of(at, site)}").click()
            page.wait_for_url(f"{site_url}areas/stockport/#{at}")
            page.go_back()

    page.on("request", note)
    page.goto(f"{site_url}areas/stockport/")
    page.get_by_role("link", name="Not sure?").click()
    assert _walk(page, look) == len(list(routes(WAYS)))
    expect(page.get_by_role("link", name="Back to Stockport")).to_be_visible()
    assert [url for url in asked if "?" in url or not url.startswith(site_url)] == []
    assert page.evaluate("[localStorage.length, sessionStorage.length, document.cookie]") == [
        0, 0, "",
    ]  # fmt: skip
    page.close()


@pytest.mark.browser
@pytest.mark.parametrize("fragment", ["", "#back=nowhere.doors", "#back=<b>.doors", "#want"])
def test_without_a_place_the_box_leads_to_the_right_part_of_its_page(
    context: BrowserContext, site_url: str, fragment: str
) -> None:
    page = context.new_page()
    with at_rest(page):
        page.goto(f"{site_url}which-way/e/{fragment}")
    expect(page.locator(".door, .back")).to_have_count(0)
    page.locator("#finder-top-input").fill("SK1 3XE")
    page.locator("#finder-top-input").press("Enter")
    page.wait_for_url(f"{site_url}areas/stockport/#nothing-changes")
    page.close()


@pytest.mark.browser
def test_on_a_phone_a_question_and_its_answers_fit_on_one_screen(
    context: BrowserContext, site_url: str
) -> None:
    page = context.new_page()
    for question in WAYS.questions:
        page.goto(site_url + question.url)
        for answer in page.locator(".choices a").all():
            box = answer.bounding_box()
            assert box
            assert box["height"] >= 72
            assert box["y"] + box["height"] <= 800, question.id
        assert page.locator("#main a[href^='http']").count() == 0
    page.close()


@pytest.mark.browser
def test_home_leads_to_the_first_question(context: BrowserContext, site_url: str) -> None:
    page = context.new_page()
    page.goto(site_url)
    page.get_by_role("link", name="Not sure where to start?").click()
    page.wait_for_url(f"{site_url}which-way/")
    expect(page.locator("h1")).to_have_text(WAYS.questions[0].asks)
    page.close()
