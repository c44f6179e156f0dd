"""Names and hours in Easy Read."""

import pytest

from safetyhelp.pages.easy_read.words import (
    explanations,
    plain_name,
    short_hours,
    with_article,
)


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("Police Service of Northern Ireland (PSNI)", "Police Service of Northern Ireland"),
        ("Victim Care Service (VCAS), County Durham", "Victim Care Service, County Durham"),
        ("Why me?", "Why me?"),
        ("Voice (restorative justice)", "Voice"),
    ],
)
def test_a_name_loses_what_stands_in_brackets(name: str, plain: str) -> None:
    assert plain_name(name) == plain


@pytest.mark.parametrize(
    ("name", "sentences"),
    [
        ("Safer BCP", ["BCP means Bournemouth, Christchurch and Poole."]),
        ("Cheshire CARES", ["The letters CARES are part of its name."]),
        ("Calm Mediation", ["Mediation means that someone helps two people to talk."]),
        ("Safer Crawley Partnership", ["A partnership means that people work together."]),
        ("Victim Support", []),
    ],
)
def test_hard_parts_of_a_name_are_explained(name: str, sentences: list[str]) -> None:
    assert list(explanations(name)) == sentences


@pytest.mark.parametrize(
    ("hours", "said"),
    [
        ("24 hours a day, every day. Free.", "You can phone at any time."),
        ("Monday to Friday, 8am to 5pm", "Open: Monday to Friday, 8am to 5pm."),
        ("Monday to Friday, 9am to 4.45pm (2020)", ""),
        ("Monday to Friday 8am to 8pm, weekends 9am to 4pm, closed on bank holidays", ""),
        ("", ""),
    ],
)
def test_hours_are_said_when_they_are_short(hours: str, said: str) -> None:
    assert short_hours(hours) == said


@pytest.mark.parametrize(
    ("name", "in_a_sentence"),
    [
        ("London Borough of Brent", "the London Borough of Brent"),
        ("City of Cardiff Council", "the City of Cardiff Council"),
        ("Fife Council", "Fife Council"),
    ],
)
def test_some_councils_take_an_article(name: str, in_a_sentence: str) -> None:
    assert with_article(name) == in_a_sentence
