"""Rules about the words of letters: easy to read, filled in whole, and nothing without a source."""

from collections import Counter
from collections.abc import Iterator

from safetyhelp.areas.model import NATIONS
from safetyhelp.dataset.dataset import Dataset
from safetyhelp.dataset.sections import applies
from safetyhelp.findings.model import Finding
from safetyhelp.records import kinds
from safetyhelp.records.letters import PLACE, TEXTS, Letter, paragraphs
from safetyhelp.records.vocabulary import FACTS, FIELDS
from safetyhelp.text.reading_age import grade, sentences, words
from safetyhelp.text.statements import speaks_of_a_law, states_a_figure
from safetyhelp.text.words import did_you_mean, in_words, shortened

MAX_GRADE = 6.0
MOST_WORDS = 15
"""No sentence of Easy Read has more."""
_IN_EVERY_LETTER = ("name", "contact", "to_name")
"""The head of a letter and its end have these."""


def filled_shortly(text: str) -> str:
    """Return a text with a word of one syllable in each place to fill."""
    return PLACE.sub("this", text)


def letters_fill_their_places(dataset: Dataset) -> Iterator[Finding]:
    """Find places that nothing fills, and what is asked of the reader in vain."""
    for letter in dataset.loaded.letters:
        used = set(_IN_EVERY_LETTER)
        for paragraph, path in paragraphs(letter):
            for name in paragraph.places():
                used.add(name)
                if name not in FACTS and name not in letter.asks_for:
                    known = [*FACTS, *letter.asks_for]
                    asked = f"Add “{name}” to “asks_for”." if name in FIELDS else ""
                    yield dataset.finding(
                        "letter-place",
                        letter.file,
                        (*path, "say"),
                        f"Nothing fills this place: {{{name}}}",
                        asked or did_you_mean(name, known, f"Known here: {in_words(known)}."),
                    )
        for index, name in enumerate(letter.asks_for):
            if name not in used:
                yield dataset.finding(
                    "letter-place",
                    letter.file,
                    ("asks_for", index),
                    f"The reader is asked for “{name}”, but no words of the letter say it.",
                    f"Write {{{name}}} where it belongs, or take it out of “asks_for”.",
                )


def letters_name_their_sources(dataset: Dataset) -> Iterator[Finding]:
    """Find figures and laws without a source, and sources that nothing names."""
    for letter in dataset.loaded.letters:
        known = [each.id for each in letter.sources]
        used: set[str] = set()
        for paragraph, path in paragraphs(letter):
            used.update(paragraph.read_in)
            said = filled_shortly(paragraph.say)
            if not paragraph.read_in and (states_a_figure(said) or speaks_of_a_law(said)):
                yield dataset.finding(
                    "letter-source",
                    letter.file,
                    (*path, "say"),
                    f"A figure or a law without its source: {shortened(paragraph.say)}",
                    "Name the source under “read_in”. If there is none, do not say it.",
                )
            for index, name in enumerate(paragraph.read_in):
                if name not in known:
                    yield dataset.finding(
                        "letter-source",
                        letter.file,
                        (*path, "read_in", index),
                        f"No source of this letter is called “{name}”.",
                        did_you_mean(name, known, "Add it below “sources”."),
                    )
        yield from _needless_sources(dataset, letter, known, used)


def _needless_sources(
    dataset: Dataset, letter: Letter, known: list[str], used: set[str]
) -> Iterator[Finding]:
    times = Counter(known)
    for index, name in enumerate(known):
        if name not in used or times[name] > 1:
            why = "Nothing was read in" if name not in used else "Two sources are called"
            yield dataset.finding(
                "letter-source",
                letter.file,
                ("sources", index, "id"),
                f"{why} “{name}”.",
                "Name it where it belongs, or delete it."
                if name not in used
                else "Give each its own id.",
            )


def letters_are_easy_to_read(dataset: Dataset) -> Iterator[Finding]:
    """Find words that are hard to read in a nation, and long sentences in Easy Read."""
    for letter in dataset.loaded.letters:
        for text in TEXTS:
            said = {nation: _said(letter, text, nation) for nation in NATIONS}
            worst = max(said, key=lambda nation: grade(said[nation]))
            if (hard := grade(said[worst])) > MAX_GRADE:
                yield dataset.finding(
                    "letter-hard",
                    letter.file,
                    (text,),
                    f"These words are hard to read in {NATIONS[worst]}: grade {hard:.1f}. "
                    f"A letter has at most {MAX_GRADE:.0f}.",
                    "Write shorter sentences, and shorter words.",
                )
        for index, paragraph in enumerate(letter.easy_read):
            for sentence in sentences(filled_shortly(paragraph.say)):
                if (count := len(words(sentence))) > MOST_WORDS:
                    yield dataset.finding(
                        "letter-long-sentence",
                        letter.file,
                        ("easy_read", index, "say"),
                        f"This sentence has {count} words: {shortened(sentence)}",
                        f"Easy Read has at most {MOST_WORDS} words in a sentence. Make two of it.",
                    )


def _said(letter: Letter, text: str, nation: str) -> str:
    return "\n".join(filled_shortly(each.say) for each in letter.words(text, nation))


def letters_are_for_each_nation(dataset: Dataset) -> Iterator[Finding]:
    """Find nations without a version or with two, and what does not fit the nations of a version.

    Those are a paragraph for only a part of them, and what their law does not have.
    """
    for letter in dataset.loaded.letters:
        times = Counter(nation for version in letter.versions for nation in version.nations)
        for nation, name in NATIONS.items():
            if (count := times[nation]) != 1:
                how_many = f"{count} versions" if count else "no version"
                yield dataset.finding(
                    "letter-nation",
                    letter.file,
                    ("versions",),
                    f"{name} has {how_many} of this letter.",
                    "Each nation has exactly one. Say there what takes the place of the letter.",
                )
        yield from _paragraphs_for_a_part(dataset, letter)
        yield from _not_in_law(dataset, letter)


def _paragraphs_for_a_part(dataset: Dataset, letter: Letter) -> Iterator[Finding]:
    for paragraph, path in paragraphs(letter):
        for version in letter.versions if paragraph.nations else ():
            left = [each for each in version.nations if each not in paragraph.nations]
            if left and len(left) < len(version.nations):
                names = in_words([NATIONS[each] for each in left], "and")
                yield dataset.finding(
                    "letter-nation",
                    letter.file,
                    (*path, "nations"),
                    f"The version is also for {names}, where this is not said.",
                    "Name all nations of the version, or make a version of its own.",
                )


def _not_in_law(dataset: Dataset, letter: Letter) -> Iterator[Finding]:
    for number, version in enumerate(letter.versions):
        for nation in version.nations:
            for key in ("to", "limits"):
                exists = applies(kinds.ASB_CASE_REVIEWS, nation)
                if "case-review" in getattr(version, key) and not exists:
                    yield dataset.finding(
                        "letter-nation",
                        letter.file,
                        ("versions", number, key),
                        f"There is no ASB case review in {NATIONS[nation]}.",
                        "Make a version of its own for that nation.",
                    )
