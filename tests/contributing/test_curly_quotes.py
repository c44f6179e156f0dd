"""Curly quote marks: telephones type them into the forms, and word processors into files."""

from safetyhelp.text.misleading import has_curly_quotes, straightened, without_quotes_around
from tests.contributing.support import applied, service


def test_a_form_straightens_them() -> None:
    given = service(
        name="“Bolton Help”",
        summary="Help after hate crime. Ask for the “hate crime team”, or ‘Kim’s line’.",
        for_="Say “help”",
        phone="01204 336501",
    )
    (text,) = applied("add-a-service", given).files.values()
    assert "name: Bolton Help\n" in text
    assert "Ask for the \"hate crime team\", or 'Kim's line'.\n" in text
    assert 'for: Say "help"\n' in text


def test_an_apostrophe_is_none() -> None:
    assert not has_curly_quotes("The council’s page, on ’phone calls: it’s here")
    assert all(map(has_curly_quotes, ["“a", "b”", "‘a’", "’a’", "„a‟", "«a»", "it’s ‚so‛"]))


def test_they_are_straightened() -> None:
    assert straightened("“Help” for «all», it’s so") == '"Help" for "all", it’s so'
    assert straightened("‘Help’ „now‟") == "'Help' \"now\""


def test_only_marks_around_the_whole_of_a_text_are_taken_off() -> None:
    for text in ("“Help for all”", "‘Help for all’", '"Help for all”', "’Help for all’"):
        assert without_quotes_around(text) == "Help for all", text
    for text in ("“A” and “B”", "Say “A”", "“A” is it", "“", "“”"):
        assert without_quotes_around(text) == text
