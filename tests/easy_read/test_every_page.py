"""The rules of Easy Read hold on every page: the areas of all councils, and all guides."""

import posixpath
from collections.abc import Callable
from statistics import mean

from safetyhelp.areas.model import Council
from safetyhelp.dataset.dataset import Dataset
from safetyhelp.pages.easy_read.words import MOST_WORDS
from safetyhelp.paths import ROOT
from tests.easy_read import rules
from tests.easy_read.reading import Page, read, split, word_count

MOST_LINES_OF_AN_AREA = 9  # with a name, a number and the doubts about it
MOST_SENTENCES_OF_A_GUIDE = 5


def _broken(pages: dict[str, Page], rule: Callable[[Page], object]) -> dict[str, object]:
    found = {name: rule(page) for name, page in pages.items()}
    return {name: fault for name, fault in found.items() if fault}


def test_there_is_a_page_for_every_council_and_every_guide(
    areas: dict[str, Page], guides: dict[str, Page], real: Dataset
) -> None:
    assert set(areas) == {council.id for council in real.directory.map.councils}
    assert len(areas) == 361
    assert len(guides) >= 7


def test_no_sentence_has_more_than_15_words(
    areas: dict[str, Page], guides: dict[str, Page]
) -> None:
    assert rules.MOST_WORDS == MOST_WORDS == 15
    assert _broken(areas | guides, rules.long_sentences) == {}


def test_sentences_are_short_on_average(areas: dict[str, Page], guides: dict[str, Page]) -> None:
    for name, page in (areas | guides).items():
        assert mean(map(word_count, page.sentences())) <= 7, name


def test_every_short_form_is_explained(areas: dict[str, Page], guides: dict[str, Page]) -> None:
    assert _broken(areas | guides, rules.unexplained_letters) == {}


def test_every_hard_word_is_explained_in_the_next_sentence(
    areas: dict[str, Page], guides: dict[str, Page]
) -> None:
    assert _broken(areas | guides, rules.unexplained_words) == {}


def _names(council: Council, force: str) -> tuple[str, ...]:
    return (council.name, council.official_name, force)


def test_every_other_word_is_a_common_one(
    areas: dict[str, Page], guides: dict[str, Page], real: Dataset
) -> None:
    for council in real.directory.map.councils:
        force = real.directory.map.geography.police_areas[council.police_area].force
        rare = rules.rare_words(areas[council.id], _names(council, force))
        assert rare == set(), council.id
    for address, page in guides.items():
        assert rules.rare_words(page, ()) == set(), address


def test_every_idea_has_one_picture_and_few_sentences(
    areas: dict[str, Page], guides: dict[str, Page]
) -> None:
    for name, page in (areas | guides).items():
        assert len(page.ideas) >= 8, name
        assert page.stray_text == [], name
        assert rules.without_picture(page) == [], name
        most = MOST_LINES_OF_AN_AREA if name in areas else MOST_SENTENCES_OF_A_GUIDE
        assert rules.crowded(page, most) == [], name


def test_every_picture_exists_and_is_silent_for_screen_readers(
    areas: dict[str, Page], guides: dict[str, Page]
) -> None:
    addresses = {f"areas/{council}/easy-read/": page for council, page in areas.items()} | guides
    for address, page in addresses.items():
        assert page.images
        for image in page.images:
            assert image.get("alt") == "", address  # the text beside it says the same
            path = posixpath.normpath(posixpath.join(address, str(image.get("src"))))
            assert (ROOT / "theme" / path).is_file(), (address, path)


def test_each_sentence_of_a_guide_stands_on_a_line_of_its_own() -> None:
    for path in sorted((ROOT / "docs" / "guides").glob("**/easy-read.md")):
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.startswith("!["):
                assert len(split(line.partition(") ")[2])) == 1, (path.parent.name, line)


def test_the_rules_find_what_they_look_for() -> None:
    long = "This sentence goes on and on and on and on until nobody can follow it any more."
    page = read(
        '<div class="easy-read"><p>There is an ombudsman. They are nice.</p>'
        '<p><img src="x.svg" alt="">Ask the CSP for counterfactual jurisprudence.\n'
        f"{long}</p></div>"
    )
    assert rules.long_sentences(page) == [long]
    assert rules.unexplained_letters(page) == {"CSP"}
    assert rules.unexplained_words(page) == ["ombudsman: There is an ombudsman."]
    assert rules.rare_words(page, ()) == {"counterfactual", "jurisprudence"}
    assert len(rules.without_picture(page)) == 2
    assert len(rules.crowded(page, 1)) == 2
