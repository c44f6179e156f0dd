"""Our own words are easy, measured by textstat: Flesch-Kincaid grade 6 or less on every page."""

import re
from html.parser import HTMLParser

import pytest
import textstat

from safetyhelp.dataset.dataset import Dataset
from safetyhelp.records import kinds
from tests.browser.support import all_pages, answer_pages, file_of
from tests.conftest import BuiltSite

MAX_GRADE = 6.0
MAX_GRADE_OF_RECORDS = 7.0
"""Their summaries and cautions have the names of services and of what they do in each sentence."""
_BLOCKS = {"p", "li", "h1", "h2", "h3", "h4", "td", "th", "dt", "dd", "summary", "div"}
_NOT_OURS = {"form", "pre", "code", "dl", "svg"}
_NOT_OURS_BY_CLASS = {"card", "columns", "plain"}
"""Records, code, the facts of an area, lists of places and services: names their owners gave."""
FEW_WORDS = 100
"""On a page with fewer words than this, a grade says nothing."""


class _OwnWords(HTMLParser):
    """Collects the text below #main, without what is not ours and without the lists of sources."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.parts: list[str] = []
        self._reading = False
        self._skipping: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if values.get("id") == "main":
            self._reading = True
        elif values.get("id") == "where-we-read-this" or tag == "footer":
            self._reading = False
        if tag in _NOT_OURS or values.get("class") in _NOT_OURS_BY_CLASS:
            self._skipping.append(tag)
        if tag in _BLOCKS:
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if self._skipping and self._skipping[-1] == tag:
            self._skipping.pop()
        if tag in _BLOCKS:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        if self._reading and not self._skipping:
            self.parts.append(data)


def own_words(html: str) -> str:
    """Return our own text of a page, each line ending like a sentence."""
    lines = [
        re.sub(r"\s+", " ", line).strip() for line in "".join(_OwnWords(html).parts).split("\n")
    ]
    sentences = [line for line in lines if len(line.split()) > 2]
    return " ".join(line if line[-1] in ".!?:”" else f"{line}." for line in sentences)


def test_our_own_words_are_easy_on_every_page(site: BuiltSite) -> None:
    """Pages of services are left out: nearly all of their text is in the records, see below."""
    pages = [page for page in all_pages(site) if not page.startswith(("areas/", "services/"))]
    grades = {}
    for page in [*pages, *answer_pages(site)]:
        words = own_words(file_of(site, page).read_text(encoding="utf-8"))
        if len(words.split()) >= FEW_WORDS:
            grades[page] = textstat.flesch_kincaid_grade(words)
    assert len(grades) > 380
    assert {page: grade for page, grade in grades.items() if grade > MAX_GRADE} == {}


@pytest.mark.parametrize("kind", kinds.RECORD_KINDS)
def test_our_own_words_in_the_records_are_easy(real: Dataset, kind: str) -> None:
    records = [record for record in real.directory.records if record.kind == kind]
    texts = [text for r in records for text in (r.summary, r.caution) if text]
    texts += [c.caution for r in records for c in r.contacts if c.caution]
    words = " ".join(texts)
    assert len(words.split()) > 100
    assert textstat.flesch_kincaid_grade(words) <= MAX_GRADE_OF_RECORDS


def test_the_measure_can_tell_hard_words_from_easy_ones() -> None:
    hard = (
        "Notwithstanding the aforementioned statutory considerations, responsible authorities "
        "shall collaboratively determine proportionate multi-agency interventions."
    )
    assert textstat.flesch_kincaid_grade(hard) > MAX_GRADE
    assert textstat.flesch_kincaid_grade("You can say no at any time.") < MAX_GRADE
