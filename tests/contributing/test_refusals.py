"""Why an issue is refused, and what a reviewer is told: each sentence, as it is read."""

import re
import shutil
from pathlib import Path

import pytest

from tests.contributing.support import (
    BOLTON,
    PAGE,
    Given,
    applied,
    body_of,
    correct,
    reasons,
    reasons_for,
    service,
)
from tests.files import edit

PENDLE = "services/partnerships/pendle-community-safety-partnership/"
STOCKPORT = "services/partnerships/one-stockport-safety-partnership/"
BEACON = "services/victim-services/beacon-hertfordshire/"
CORRECT, ADD, CLOSED, CHANGED = (
    "correct-a-detail",
    "add-a-service",
    "something-has-closed",
    "council-or-partnership-changed",
)


def changed(what: str, **given: str) -> Given:
    return {"record": PENDLE, "change": what, "ended": "2026-10", "source": PAGE, **given}


REFUSED: list[tuple[str, Given, str]] = [
    (
        CORRECT,
        correct(record="areas/bolton/", new="01204 336501"),
        (
            "On the page of a whole area we cannot tell which service you mean. Write the wrong "
            "number or words into “What does it say now?”."
        ),
    ),
    (
        CORRECT,
        correct(record="areas/bolton/", old="0300 000 0000", new="01204 336501"),
        (
            "“0300 000 0000” was found in 0 records for Bolton. Open the page of the service "
            "itself and write its address."
        ),
    ),
    (
        CLOSED,
        {"record": "areas/bolton/", "ended": "2026", "wrong": "no", "source": PAGE},
        (
            "This is the page of a whole area. Open the page of the service itself (its name is "
            "a link) and write its address."
        ),
    ),
    (
        CORRECT,
        correct(),
        (
            "Write what it should say. If you do not know, copy the wrong one into “What does it "
            "say now?” and choose that it must never be shown again."
        ),
    ),
    (
        CORRECT,
        correct(old="01204 336500", new="01204 336500"),
        "That is what the record says already. Nothing is to be changed.",
    ),
    (
        CORRECT,
        correct(detail="run_by", new="council"),
        "That is what the record says already. Nothing is to be changed.",
    ),
    (
        CORRECT,
        correct(detail="role", new="statutory"),
        "“Ways to report”: a record of this sort has no detail “Role”.",
    ),
    (
        CORRECT,
        correct(detail="summary", old="Something else", new="The council."),
        (
            "What it is and what it does: the record does not say “Something else”. It may have "
            "been corrected already. Open the page again and copy what it says now."
        ),
    ),
    (
        CORRECT,
        correct(record=PENDLE, detail="contacts.hours", new="Monday"),
        (
            "This record has 2 contacts that may be meant. Write into “What does it say now?” "
            "what the right one says, or what it is for."
        ),
    ),
    (
        CORRECT,
        correct(record="police-101", detail="contacts.hours", new="Day and night", tried="x"),
        (
            "“If you tried it and it works: on which day?”: x. Write the date as year-month-day, "
            "like 2026-11-22. Or leave it empty."
        ),
    ),
    (ADD, service(role="statutory"), "“Role” does not belong to this sort of help."),
    (
        ADD,
        service(for_="Ask for help"),
        "A contact needs a phone number, an e-mail address or a web address.",
    ),
    (ADD, service(covers="..."), "No place was named. Write the name of a council, for example."),
    (
        ADD,
        service(covers="Bolton\nWales"),
        (
            "“Bolton” and “Wales”: not areas of one sort. Name only councils, only counties, "
            "only police areas or only nations. To mix them, list all the councils."
        ),
    ),
    (ADD, service(name="A" * 401), "“Name”: the answer is too long (400 characters at most)."),
    (
        ADD,
        service(phone="01204 336500 extension 4", for_="Ask for help"),
        (
            "“Phone number”: 01204 336500 extension 4. There is an extension behind the number: "
            "nobody can dial the two in one go. Write one here, and nothing else. For a second "
            "one, send the form again."
        ),
    ),
    (
        ADD,
        service(email="asb at bolton", for_="Ask for help"),
        (
            "“E-mail address”: asb at bolton. This is not an e-mail address (name@place.uk). "
            "Read the address again and correct it."
        ),
    ),
    (
        ADD,
        service(source="the website"),
        (
            "“Which public page shows it?”: the website. A web address has no spaces, quotes, "
            "pointed brackets or backslashes. Open the public page in a browser and copy its "
            "address from there."
        ),
    ),
    (
        ADD,
        service(seen="last week"),
        (
            "“Which date does that page show?”: last week. Write the date as 2025, 2025-10 or "
            "2025-10-20, and check that the day exists; or write the word unknown. Or leave it "
            "empty."
        ),
    ),
    (
        ADD,
        service(summary="Phone 01204 336500."),
        (
            "A phone number stands in this text: 01204 336500. Say it without: numbers and "
            "addresses have questions of their own."
        ),
    ),
    (ADD, service(name="安全"), "No free id can be made from the name."),
    (
        ADD,
        {
            "kind": "asb-case-reviews",
            "name": "ASB case review in Fife",
            "covers": "Fife",
            "summary": "Ask for a review.",
            "source": PAGE,
        },
        "ASB case reviews: there are none in Scotland. The law has them only in England and Wales.",
    ),
    (
        CLOSED,
        {"record": BOLTON, "ended": "a while ago", "wrong": "no", "source": PAGE},
        (
            "“When did it close?”: a while ago. Write the date as 2025, 2025-10 or 2025-10-20, and "
            "check that the day exists."
        ),
    ),
    (CHANGED, changed("renamed"), "Write the new name into “The new name”."),
    (
        CHANGED,
        changed("renamed", name="Pendle Community Safety Partnership"),
        "That is its name already. Nothing is to be changed.",
    ),
    (
        CHANGED,
        changed("moved", covers="Pendle"),
        "That is its area already. Nothing is to be changed.",
    ),
    (
        CHANGED,
        changed("merged"),
        "Write the page of the other one into “What has it become part of?”.",
    ),
    (
        CORRECT,
        correct(record="police-101", old="101", wrong="yes"),
        "This sort of help needs a phone number, an e-mail or a web address.",
    ),
    (
        CHANGED,
        changed("merged", replaced_by=BOLTON),
        "It can only become part of another record of the same sort.",
    ),
]


@pytest.mark.parametrize(("form", "given", "said"), REFUSED)
def test_a_refusal_says_what_is_wrong_and_what_to_do(form: str, given: Given, said: str) -> None:
    assert said in " ".join(reasons(form, given))


def test_what_has_ended_cannot_end_again(data: Path) -> None:
    edit(data / "reporting/bolton-council.yml", "sources:", 'ends_on: "2026-01"\nsources:')
    given = {"record": BOLTON, "ended": "2026-02", "wrong": "no", "source": PAGE}
    (reason,) = reasons(CLOSED, given, data)
    assert reason.endswith("says already that it ended: nothing is to be changed.")


def test_a_record_without_contacts_needs_a_person(data: Path) -> None:
    record = data / "victim-services" / "beacon-hertfordshire.yml"
    text = record.read_text(encoding="utf-8")
    record.write_text(re.sub(r"contacts:\n(?: .*\n)+", "", text), encoding="utf-8")
    (reason,) = reasons(CORRECT, correct(record=BEACON, new="01204 336500"), data)
    assert reason.endswith("This record has no contact yet. A person has to add one.")


def test_a_name_that_two_records_have_is_not_guessed(data: Path) -> None:
    one = data / "victim-services" / "beacon-hertfordshire.yml"
    (data / "victim-services" / "beacon-two.yml").write_bytes(one.read_bytes())
    (reason,) = reasons(CORRECT, correct(record="Beacon Victim Care", new="01204 336500"), data)
    assert re.search(r"” may be several: .*\. Name one of them\.", reason)


def test_areas_of_two_sorts_are_not_joined(data: Path) -> None:
    board = data / "partnerships" / "board.yml"
    shutil.copy(data / "partnerships" / "pendle-community-safety-partnership.yml", board)
    edit(board, "councils: [pendle]", "counties: [norfolk]")
    edit(board, "statutory", "umbrella")
    given = changed("merged", replaced_by="services/partnerships/board/")
    assert reasons(CHANGED, given, data) == (
        (
            "data/partnerships/board.yml is about areas of another sort, so that a person has to "
            "join them."
        ),
    )


def test_two_forms_in_one_issue_are_refused() -> None:
    both = body_of(CORRECT, **correct(new="x")) + "\n\n" + body_of(ADD, **service())
    assert reasons_for(both) == (
        "The text has the headings of two forms. Use one form for each change.",
    )


TOLD: list[tuple[str, Given, str]] = [
    (
        CORRECT,
        correct(old="01204 336500", new="(01204) 336 501"),
        "“What should it say?”: (01204) 336 501 was read as 01204 336 501.",
    ),
    (
        CORRECT,
        correct(record=PENDLE, detail="contacts.email", old="asb@pendle.gov.uk", wrong="yes"),
        ": a contact that led nowhere was taken out.",
    ),
    (
        CLOSED,
        {
            "record": BEACON,
            "ended": "2026-10",
            "wrong": "no",
            "source": PAGE,
            "replaced_by": BOLTON,
        },
        " was named as what took its place; a record can only name another one of the same sort.",
    ),
    (
        CLOSED,
        {"record": BEACON, "ended": "2027-10", "wrong": "no", "source": PAGE},
        ": it ends in the future, so its contacts stay.",
    ),
    (
        CHANGED,
        changed("merged", replaced_by=STOCKPORT, ended="2027-04-01"),
        ": on that day its area must be made larger. Nobody is reminded of it.",
    ),
]


@pytest.mark.parametrize(("form", "given", "said"), TOLD)
def test_a_reviewer_is_told_what_was_decided(form: str, given: Given, said: str) -> None:
    assert said in " ".join(applied(form, given).remarks)


def test_a_detail_of_several_contacts_is_pointed_out(data: Path) -> None:
    record = data / "reporting" / "bolton-council.yml"
    text = record.read_text(encoding="utf-8")
    contact = re.search(r"contacts:\n((?: .*\n)+)", text)
    assert contact
    twice = contact[1] + contact[1].replace("to the council", "at night")
    edit(record, contact[1], twice)
    remarks = applied(CORRECT, correct(old="01204 336500", new="01204 336501"), data).remarks
    assert remarks == ("data/reporting/bolton-council.yml: it stood in 2 contacts. Look at each.",)
