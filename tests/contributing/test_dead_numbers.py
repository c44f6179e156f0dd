"""A dead number goes from every record by one report, or a person is told where else it stands."""

from pathlib import Path

import pytest

from safetyhelp.issue_forms.apply.apply import Applied
from tests.contributing.support import BOLTON as RECORD
from tests.contributing.support import Given, applied, reasons
from tests.files import edit

BEACON = "victim-services/beacon-hertfordshire.yml"
OTHER = "victim-services/victim-care-merseyside.yml"
BOLTON = "reporting/bolton-council.yml"
PAGE = "https://www.bolton.gov.uk/contact"


def _contact(phone: str, more: str = "") -> str:
    return f'  - for: Ask\n    phone: "{phone}"\n{more}    source: {PAGE}\n    seen: unknown\n'


@pytest.fixture
def data(data: Path) -> Path:
    """Data in which three records have one number, one of them in another spelling."""
    for file, phone, more in (
        (BEACON, "01204 336 500", f"    url: {PAGE}\n"),
        (OTHER, "01204 336500", ""),
    ):
        edit(data / file, "contacts:\n", f"contacts:\n{_contact(phone, more)}", 1)
    return data


def _dead(**given: str) -> Given:
    return {
        "record": RECORD,
        "detail": "contacts.phone",
        "old": "01204 336500",
        "wrong": "yes",
        **given,
    }


def _report(data: Path, **given: str) -> Applied:
    return applied("correct-a-detail", _dead(**given), data)


def _refused(data: Path, **given: str) -> tuple[str, ...]:
    return reasons("correct-a-detail", _dead(**given), data)


@pytest.mark.parametrize("new", ["", "01204 336501"])
def test_one_report_takes_a_dead_number_out_of_all_records(data: Path, new: str) -> None:
    done = _report(data, new=new, source=PAGE)
    assert set(done.files) == {f"data/{name}" for name in (BOLTON, BEACON, OTHER, "withdrawn.yml")}
    for name, text in done.files.items():
        assert ("336500" in text.replace(" ", "")) == (name == "data/withdrawn.yml"), name
    assert f"    url: {PAGE}\n" in done.files[f"data/{BEACON}"]
    assert "for: Ask\n" not in done.files[f"data/{OTHER}"], "it led nowhere any more"
    assert (
        f"01204 336500 also stood in data/{BEACON} and data/{OTHER}. It was taken out there too. "
        "Look if it is wrong there: if not, leave it there, and name that record under "
        "“allowed_in” in data/withdrawn.yml."
    ) in done.remarks


def test_a_report_from_the_page_of_an_area_need_not_choose_a_record(data: Path) -> None:
    edit(data / "reporting/police-101.yml", "contacts:\n", f"contacts:\n{_contact('01204 336500')}")
    area = {"record": "areas/bolton/"}
    done = _report(data, **area)
    assert {f"data/{BOLTON}", "data/reporting/police-101.yml"} < set(done.files)
    (reason,) = _refused(data, **area, new="01204 336501", source=PAGE)
    assert "was found in 2 records for Bolton" in reason


def test_a_number_goes_from_every_part_of_one_record(data: Path) -> None:
    second = _contact("01204 336502", '    text_phone: "01204 336500"\n')
    edit(data / BOLTON, "sources:", f"{second}sources:")
    done = _report(data)
    assert "336500" not in done.files[f"data/{BOLTON}"]
    assert "01204 336502" in done.files[f"data/{BOLTON}"]


def test_a_record_in_which_the_number_is_known_to_be_right_keeps_it(data: Path) -> None:
    allowed = f"allowed_in: [{Path(OTHER).stem}]"
    with (data / "withdrawn.yml").open("a", encoding="utf-8") as file:
        file.write(
            f'  - value: "01204 336500"\n    what: phone\n    belonged_to: Bolton\n'
            f"    reason: It is closed.\n    {allowed}\n"
        )
    done = _report(data)
    assert set(done.files) == {f"data/{name}" for name in (BOLTON, BEACON)}


def test_where_it_is_the_only_way_a_person_decides(data: Path) -> None:
    file = data / "reporting/police-101.yml"
    text = file.read_text(encoding="utf-8")
    contacts = text[text.index("contacts:") : text.index("sources:")]
    edit(file, contacts, f"contacts:\n{_contact('01204 336500')}")
    files = f"data/reporting/police-101.yml, data/{BEACON} and data/{OTHER}"
    (reason,) = _refused(data)
    assert reason == (
        f"01204 336500 stands in {files}, and cannot be taken out of all of them by itself. "
        "A person has to decide."
    )


def test_a_number_in_a_text_is_left_to_a_person_too(data: Path) -> None:
    edit(data / OTHER, "\nsummary: ", "\nsummary: Phone 01204 336500. ")
    said = " ".join(_refused(data))
    assert "A person has to decide." in said
    assert "Reported on" not in said, "nobody is told their own report"


def test_the_new_number_cannot_be_the_dead_one(data: Path) -> None:
    assert _refused(data, new="01204 336 500", source=PAGE) == (
        "The new one is the old one, which is never to be shown again. Correct one of the answers.",
    )


def test_what_others_go_on_with_is_not_withdrawn_when_one_closes(data: Path) -> None:
    given = {"record": RECORD, "ended": "2026-10", "wrong": "yes", "source": PAGE}
    done = applied("something-has-closed", given, data)
    assert "contacts:" not in done.files[f"data/{BOLTON}"]
    assert "336500" not in done.files.get("data/withdrawn.yml", "")
    assert (
        f"01204 336500 also stands in data/{BEACON} and data/{OTHER}, so it was not listed as "
        "withdrawn. A person has to find out if it is dead there too."
    ) in done.remarks
