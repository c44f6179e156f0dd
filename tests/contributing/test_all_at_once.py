"""Every question’s problems are told together, each with its question, and none is invented."""

import pytest

from tests.contributing.support import (
    BOLTON,
    PAGE,
    applied,
    body_of,
    correct,
    reasons,
    reasons_for,
    service,
)

HELP = service(for_="Ask for help", phone="01204 333333")
UNREAD = "“Which area is it for?”: “Burry” is not a council, county, police area or nation"


def _add(**more: str) -> tuple[str, ...]:
    return reasons("add-a-service", {**HELP, **more})


def _correct(**more: str) -> tuple[str, ...]:
    return reasons("correct-a-detail", correct(**more))


def _starts(told: tuple[str, ...], *wanted: str) -> None:
    assert len(told) == len(wanted), told
    for reason, start in zip(told, wanted, strict=True):
        assert reason.startswith(start), told


def test_everything_that_can_be_wrong_with_a_new_service_is_told_at_once() -> None:
    told = _add(
        covers="Burry\nStockprt",
        seen="last week",
        phone="0120 33",
        email="help at bolton",
        source="the website",
        summary="Come to 12 Bridge Street, BL1 1AA.",
        role="statutory",
    )
    _starts(
        told,
        "“Phone number”: 0120 33. ",
        "“E-mail address”: help at bolton. ",
        "“Which public page shows it?”: the website. ",
        "“Which date does that page show?”: last week. ",
        "“Role” does not belong to this sort of help.",
        f"{UNREAD} that we know. Did you mean “bury”?",
        "“Which area is it for?”: “Stockprt” is not a council",
        "Something looks like a street address or a postcode.",
    )


def test_every_choice_that_is_missing_is_named() -> None:
    given = {key: text for key, text in HELP.items() if key not in ("run_by", "helps_with")}
    assert reasons("add-a-service", given) == (
        "“Who runs it” is needed for this sort of help.",
        "“Helps with” is needed for this sort of help.",
    )


def test_a_contact_that_nobody_can_use_is_told_with_the_rest() -> None:
    given = {key: text for key, text in HELP.items() if key not in ("for_", "phone")}
    _starts(
        reasons("add-a-service", {**given, "hours": "Monday", "covers": "Burry"}),
        "A contact needs a phone number, an e-mail address or a web address.",
        "“What a contact is for” is needed for this sort of help.",
        UNREAD,
    )


def test_a_name_that_makes_no_id_hides_nothing_else() -> None:
    _starts(
        _add(name="安全", summary="Phone 01204 336500."),
        "“Name”: No free id can be made from the name.",
        "“What it is and what it does”: A phone number stands in this text: 01204 336500.",
    )


def test_a_record_that_is_not_known_hides_nothing_else() -> None:
    _starts(
        _correct(record="nothing-like-it", new="01204", source="the website", tried="lately"),
        "“What should it say?”: 01204. ",
        "“Which public page shows it?”: the website. ",
        "“If you tried it and it works: on which day?”: lately. ",
        "“Which page is it about?”: “nothing-like-it” is no record that we know.",
    )


@pytest.mark.parametrize("form", ["something-has-closed", "council-or-partnership-changed"])
def test_two_records_that_are_not_known_are_both_told(form: str) -> None:
    given = {"record": "no-such-one", "replaced_by": "nor-this", "ended": "soon", "source": PAGE}
    given |= {"wrong": "no"} if form == "something-has-closed" else {"change": "merged"}
    date, other, record = reasons(form, given)
    assert "soon. Write the date as 2025" in date
    assert "“nor-this” is no record that we know" in other
    assert "“no-such-one” is no record that we know" in record


def test_answers_that_are_missing_or_too_long_hide_nothing_else() -> None:
    given = {"record": BOLTON, "wrong": "no", "old": "x" * 401, "source": "y", "tried": "z"}
    _starts(
        reasons("correct-a-detail", given),
        "“Which public page shows it?”: y. ",
        "“If you tried it and it works: on which day?”: z. ",
        "“What is wrong?” has no answer.",
        "“What does it say now?”: the answer is too long (400 characters at most).",
    )


def test_an_answer_may_be_as_long_as_it_may_be() -> None:
    _starts(_correct(old="x" * 400, new="01204 333334"), "Phone number: “xxx")


def test_every_box_that_is_not_ticked_is_named() -> None:
    (reason,) = reasons_for(body_of("add-a-service", **HELP).replace("[x]", "[ ]"))
    assert reason.count("This box is not ticked: “") == 2


# One word, in any spelling


@pytest.mark.parametrize("word", ["Unknown", "UNKNOWN", "unknown.", "“Unknown”", " unknown "])
def test_unknown_is_unknown(word: str) -> None:
    done = applied("add-a-service", {**HELP, "seen": word})
    (text,) = (text for file, text in done.files.items() if "victim-services" in file)
    assert text.count("    seen: unknown\n") == 2
    done = applied("correct-a-detail", correct(new="01204 333334", tried=word, seen=word))
    text = done.files["data/reporting/bolton-council.yml"]
    assert "confirmed" not in text
    assert "    seen: unknown\n" in text


def test_an_end_that_is_not_known_is_told() -> None:
    given = {"record": BOLTON, "ended": "Unknown", "wrong": "no", "source": PAGE}
    (reason,) = reasons("something-has-closed", given)
    assert reason.startswith("“When did it close?”: Unknown. Write the date as 2025")


# What nobody sees


@pytest.mark.parametrize(
    ("phone", "said"),
    [
        (
            "01204\u200b 333333",
            (
                "“Phone number”: There is an invisible or misleading character behind “01204” "
                "(U+200B, zero width space). Delete it. If you pasted the text, type that part "
                "again by hand."
            ),
        ),
        (
            "☎️ 01204 333333",
            (
                "“Phone number”: There is an invisible or misleading character behind “☎” "
                "(U+FE0F, variation selector-16). Delete it. If you pasted the text, type that "
                "part again by hand."
            ),
        ),
        (
            "\u202e01204 333333",
            (
                "“Phone number”: There is an invisible or misleading character here (U+202E, "
                "right-to-left override). Delete it. If you pasted the text, type that part again "
                "by hand."
            ),
        ),
        (
            "01204 333333<!-- x -->",
            (
                "“Phone number”: Here is a hidden comment (“<!--”). Nobody sees it when they read "
                "the issue. Delete it."
            ),
        ),
    ],
)
def test_what_nobody_sees_is_named_with_its_question(phone: str, said: str) -> None:
    assert _add(phone=phone) == (said,)


def test_what_nobody_sees_is_told_of_each_answer() -> None:
    _starts(
        _add(name="Bolton\u200b Help", phone="01204\u200b 333333", covers="Burry"),
        "“Name”: There is an invisible",
        "“Phone number”: There is an invisible",
        UNREAD,
    )


def test_what_nobody_sees_above_the_questions_is_told() -> None:
    (reason,) = reasons_for("A\u200bB\n\n" + body_of("add-a-service", **HELP))
    assert reason.startswith(
        "Above the first question: There is an invisible or misleading character behind “A” (U+200B"
    )


# One thing in one answer, and one record


@pytest.mark.parametrize(
    ("key", "text", "what"),
    [
        ("phone", "01204 333333 or 01204 331111", "number"),
        ("email", "a@bolton.gov.uk, b@bolton.gov.uk", "address"),
        ("source", "https://www.bolton.gov.uk/a https://www.bolton.gov.uk/b", "address"),
    ],
)
def test_two_in_one_answer_are_one_problem(key: str, text: str, what: str) -> None:
    (reason,) = _add(**{key: text})
    assert reason.endswith(
        f": {text}. There is more than one {what} here. A contact has one {what}. "
        "Write one here, and nothing else. For a second one, send the form again."
    )


@pytest.mark.parametrize(
    "written",
    [
        "services/reporting/Bolton-Council/",
        "Services/Reporting/bolton-council",
        "https://x.example/SERVICES/REPORTING/BOLTON-COUNCIL/?a=b#c",
        "data/reporting/Bolton-Council.YML",
        "Bolton-Council",
        "bolton council",
        "services/reporting/bolton_council/",
    ],
)
def test_a_page_is_found_in_capitals_too(written: str) -> None:
    done = applied("correct-a-detail", correct(record=written, new="01204 333334"))
    assert list(done.files) == ["data/reporting/bolton-council.yml"]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("services/reporting/Bolton-Councl/", "Did you mean “bolton-council”?"),
        (
            "services/police/bolton-council/",
            "Did you mean “services/reporting/bolton-council/”?",
        ),
        (
            "services/reportng/Bolton-Council/",
            "Did you mean “services/reporting/bolton-council/”?",
        ),
    ],
)
def test_a_page_that_is_misspelt_is_proposed(written: str, meant: str) -> None:
    (reason,) = _correct(record=written, new="01204 333334")
    assert reason == (f"“Which page is it about?”: “{written}” is no record that we know. {meant}")


def test_the_page_of_an_area_is_found_in_capitals_too() -> None:
    given = correct(record="Areas/Bolton/", old="01204 336500", new="01204 333334")
    done = applied("correct-a-detail", given)
    assert list(done.files) == ["data/reporting/bolton-council.yml"]
