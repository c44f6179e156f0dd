"""`docs/contribute/checks.md` explains every code, with the titles that the code has."""

import re

from safetyhelp.checks.people import is_personal
from safetyhelp.findings.codes import CODES
from safetyhelp.paths import ROOT

PAGE = (ROOT / "docs" / "contribute" / "checks.md").read_text(encoding="utf-8")
PARTS = dict(re.findall(r"^### `([^`]+)`\n(.*?)(?=^##|\Z)", PAGE, re.MULTILINE | re.DOTALL))


def test_the_page_explains_every_code_and_no_other_in_the_same_order() -> None:
    headings = re.findall(r"^### (.*)$", PAGE, re.MULTILINE)
    assert headings == [f"`{code}`" for code in CODES]
    assert list(PARTS) == list(CODES)


def test_the_titles_are_those_of_the_codes() -> None:
    titles = {
        code: part.strip().partition(".**")[0].removeprefix("**") for code, part in PARTS.items()
    }
    assert titles == dict(CODES)


def test_every_code_has_a_reason_a_wrong_and_a_right_example() -> None:
    form = (
        r"\s*\*\*[^*]+\.\*\* \S.+\n\nWrong:\n\n```\w+\n(.+?)\n```\n\nRight:\n\n```\w+\n(.+?)\n```\n"
    )
    for code, part in PARTS.items():
        match = re.match(form, part, re.DOTALL)
        assert match, code
        assert match[1] != match[2], code


def test_sentences_are_short() -> None:
    for code, part in PARTS.items():
        reason = part.strip().splitlines()[0].partition(".** ")[2]
        for sentence in re.split(r"[.:!?]\s", reason):
            assert len(sentence.split()) <= 25, (code, sentence)


def test_codes_are_lower_case_words_with_hyphens() -> None:
    for code, title in CODES.items():
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", code)
        assert re.fullmatch(r"[A-Z].*[^.]", title)


def test_the_page_names_no_person() -> None:
    emails = re.findall(r"email: (\S+@\S+)\n", PAGE)
    right = [email for email in emails if not is_personal(email, frozenset())]
    assert len(right) == len(emails) - 1  # the wrong example
