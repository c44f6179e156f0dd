"""Which sentences tell the reader to get in touch, and with whom: the cases are files."""

from pathlib import Path

import pytest

from safetyhelp.checks.referrals import Who, referrals, sentences

HERE = Path(__file__).parent
ASKING = (HERE / "asking.txt").read_text(encoding="utf-8").splitlines()
NOT_ASKING = (HERE / "not_asking.txt").read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("case", ASKING)
def test_a_sentence_that_sends_people_to_somebody(case: str) -> None:
    who, _, text = case.partition(": ")
    found = referrals(text)
    assert found
    assert found[-1].who == {Who(name) for name in who.split()}
    assert found[-1].sentence in text


@pytest.mark.parametrize("text", NOT_ASKING)
def test_a_sentence_that_sends_nobody_anywhere(text: str) -> None:
    assert referrals(text) == ()


def test_sentences_end_where_a_blank_follows() -> None:
    text = "Look at GOV.UK.  Is it “new”? (Yes.) It's 9.30am"
    assert list(sentences(text)) == ["Look at GOV.UK.", "Is it “new”?", "(Yes.)", "It’s 9.30am"]
