"""The words of letters: easy, right for the nation, and without bodies that are not there."""

import re
from collections.abc import Iterator, Mapping

import pytest
import textstat

from safetyhelp.areas.model import NATIONS
from safetyhelp.dataset.dataset import Dataset
from safetyhelp.records import kinds
from safetyhelp.records.letters import PLACE, TEXTS, Letter
from safetyhelp.text.reading_age import grade, sentences, words

MAX_GRADE = 6.0
MOST_WORDS = 15
MOST_WORDS_OF_A_LETTER = 150
ENGLAND_AND_WALES = ("england", "wales")
NAMES: Mapping[str, tuple[str, ...]] = {
    "ASB": ("england", "wales", "scotland", "northern-ireland"),
    "Equality Act": ("england", "wales", "scotland"),
    "Disability Discrimination Act": ("northern-ireland",),
    "Police Reform Act": ENGLAND_AND_WALES,
    "Schedule": ENGLAND_AND_WALES,
    "Enhanced Rights": ENGLAND_AND_WALES,
    "Victims’ Code": ENGLAND_AND_WALES,
    "Victims’ Code for Scotland": ("scotland",),
    "Victim Charter": ("northern-ireland",),
    "Community Safety Partnership": ENGLAND_AND_WALES,
    "Registered Intermediary": ("england", "wales", "northern-ireland"),
    "Appropriate Adult": ("scotland",),
    "Support Hub": ("northern-ireland",),
}
"""All names that a letter itself may say, and where there is such a thing. None is a body."""
_NAME = re.compile(r"(?:[A-Z][\w’-]*)(?: (?:for )?[A-Z][\w’-]*)*")


def versions(real: Dataset) -> Iterator[tuple[Letter, str]]:
    for letter in real.loaded.letters:
        for nation in NATIONS:
            yield letter, nation


def said(letter: Letter, text: str, nation: str) -> list[str]:
    """Return the paragraphs of a letter, with a word in each place to fill."""
    return [PLACE.sub("this", each.say) for each in letter.words(text, nation)]


def names_in(text: str) -> Iterator[str]:
    """Yield what is written with capital letters within a sentence."""
    for sentence in re.split(r"(?<=[.?!:])\s+", text):
        first, _, rest = sentence.partition(" ")
        if first.isupper() and len(first) > 1:
            yield first
        yield from (name for name in _NAME.findall(rest) if name != "I")


def test_there_are_ten_letters_in_the_order_of_the_list(real: Dataset) -> None:
    assert [letter.order for letter in real.directory.letters] == list(range(1, 11))


@pytest.mark.parametrize("text", TEXTS)
def test_every_letter_is_easy_to_read(real: Dataset, text: str) -> None:
    """By textstat; our own measure, which contributors see, is not far from it."""
    for letter, nation in versions(real):
        whole = " ".join(s if s[-1] in ".?!" else f"{s}." for s in said(letter, text, nation))
        measured = textstat.flesch_kincaid_grade(whole)
        assert measured <= MAX_GRADE, (letter.id, nation)
        assert abs(grade("\n".join(said(letter, text, nation))) - measured) < 1.3, letter.id


def test_what_a_reader_should_know_is_easy_to_read(real: Dataset) -> None:
    for letter in real.loaded.letters:
        for version in letter.versions:
            about = " ".join(each.say for each in version.about)
            assert textstat.flesch_kincaid_grade(about) <= MAX_GRADE, (letter.id, version.nations)


def test_no_sentence_of_easy_read_is_long(real: Dataset) -> None:
    for letter, nation in versions(real):
        for paragraph in said(letter, "easy_read", nation):
            for sentence in sentences(paragraph):
                assert len(words(sentence)) <= MOST_WORDS, (letter.id, sentence)


def test_what_is_typed_ends_its_paragraph(real: Dataset) -> None:
    """It may be long, and end with a full stop of its own. Nothing can follow it."""
    for letter in real.loaded.letters:
        for text in TEXTS:
            for paragraph in getattr(letter, text):
                for name in paragraph.places():
                    assert paragraph.say.endswith(f": {{{name}}}"), (letter.id, text, paragraph.say)


def test_a_letter_for_somebody_leaves_it_to_the_writer_whether_they_agreed(real: Dataset) -> None:
    """Not everybody can agree, and a letter must not say so for them."""
    for letter in real.loaded.letters:
        if "for_whom" not in letter.asks_for:
            continue
        for text, said in zip(TEXTS, ("write", "write", "speak"), strict=True):
            (about,) = [p.say for p in getattr(letter, text) if "for_whom" in p.places()]
            assert about == f"I {said} for: {{for_whom}}", letter.id


def test_no_letter_is_long(real: Dataset) -> None:
    for letter, nation in versions(real):
        for text in TEXTS:
            count = len(words("\n".join(said(letter, text, nation))))
            assert count <= MOST_WORDS_OF_A_LETTER, (letter.id, nation, text, count)


def test_a_letter_says_no_name_but_those_that_its_nation_has(real: Dataset) -> None:
    """No body either: whom it goes to stands in the records of the area."""
    for letter, nation in versions(real):
        version = letter.version_in(nation)
        assert version
        parts = [p for text in TEXTS for p in said(letter, text, nation)]
        for part in (*parts, version.subject.partition(" ")[2], version.title.partition(" ")[2]):
            for name in names_in(part):
                known = name in ("MP", "MS", "MSP", "MLA") and letter.id == "elected"
                assert known or nation in NAMES[name], (letter.id, nation, name, part)


def test_no_letter_writes_out_the_name_of_a_record(real: Dataset) -> None:
    named = [
        record.name
        for record in real.directory.records
        if record.kind in (kinds.POLICE, kinds.COMPLAINTS, kinds.PARTNERSHIPS, kinds.RJ_PROVIDERS)
    ]
    assert len(named) > 300
    for letter, nation in versions(real):
        whole = "\n".join(part for text in TEXTS for part in said(letter, text, nation))
        assert [name for name in named if re.search(rf"\b{re.escape(name)}\b", whole)] == []


@pytest.mark.parametrize(
    ("nation", "wanted", "unwanted"),
    [
        ("england", ("ASB case review",), ("forum", "strategy")),
        ("wales", ("ASB case review",), ("forum", "strategy")),
        ("scotland", ("antisocial behaviour strategy",), ("case review", "forum")),
        ("northern-ireland", ("antisocial behaviour forum",), ("case review", "strategy")),
    ],
)
def test_the_case_review_is_only_where_it_is_law(
    real: Dataset, nation: str, wanted: tuple[str, ...], unwanted: tuple[str, ...]
) -> None:
    letter = next(each for each in real.loaded.letters if each.id == "case-review")
    whole = "\n".join(part for text in TEXTS for part in said(letter, text, nation))
    assert [each for each in wanted if each not in whole] == []
    assert [each for each in unwanted if each in whole] == []


def test_the_names_in_a_sentence_are_found() -> None:
    text = (
        "Please ask. Ask Police Scotland: The IOPC and I. ASB is bad. My Victims’ Code for Scotland"
    )
    assert [*names_in(text)] == ["Police Scotland", "IOPC", "ASB", "Victims’ Code for Scotland"]


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("a", 1), ("name", 1), ("people", 2), ("police", 2), ("asked", 1), ("wanted", 2),
        ("changes", 2), ("lives", 1), ("being", 2), ("diary", 3), ("partnership", 3), ("28", 1),
    ],
)  # fmt: skip
def test_syllables(word: str, count: int) -> None:
    from safetyhelp.text.reading_age import syllables

    assert syllables(word) == count


def test_nothing_has_no_grade() -> None:
    assert grade("") == 0
