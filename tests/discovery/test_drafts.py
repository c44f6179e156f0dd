"""From what was found to drafts: parts that fill gaps, and what is proposed for nobody."""

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from safetyhelp.dataset.dataset import Dataset
from safetyhelp.dataset.load import load
from safetyhelp.dataset.wanted import wanted
from safetyhelp.discovery.drafts import Drafted, draft_all
from safetyhelp.discovery.run import Searched
from safetyhelp.evidence.lookups import (
    FOUND,
    HIGH,
    LOW,
    Candidate,
    FoundValue,
    Lookup,
)
from safetyhelp.paths import folders
from safetyhelp.records.schema import read_schemas
from tests.discovery.farm import data
from tests.discovery.farm.building import sites

TODAY = date(2026, 11, 28)
PHONE = FoundValue("phone", "0114 200 1234", "Community safety team")
EMAIL = FoundValue("email", "asb@abbotsmere.gov.uk")
RULE = FoundValue("threshold", "3 reports 6")
PAGE = Candidate("https://www.abbotsmere.gov.uk/a", 99, HIGH, name="Safer Abbotsmere Partnership",
                 seen="2025-03", values=(PHONE, EMAIL, RULE))  # fmt: skip


class Folder:
    """The data of two councils, with one gap and perhaps one record of the first."""

    def __init__(self, folder: Path) -> None:
        few = [site for site in sites() if site.id in ("abbotsmere", "ashcombe")]
        self.data = data.write(folder, *few)

    def gap(self, section: str, missing: str) -> None:
        text = (self.data / "gaps.yml").read_text(encoding="utf-8")
        more = data._gap(section, ["abbotsmere"], missing)
        (self.data / "gaps.yml").write_text(text + more, encoding="utf-8")

    def record(self, kind: str, text: str) -> None:
        start = "name: One\ncovers:\n  councils: [abbotsmere]\n"
        source = "sources:\n  - url: https://www.farm-board.gov.uk/about\n    seen: unknown\n"
        data._record(self.data, kind, "one", start + text + source)

    def drafted(self, found: dict[str, Candidate], today: date = TODAY) -> tuple[Drafted, Dataset]:
        dataset = load(folders(self.data), today)
        assert not dataset.loaded.findings
        looked = datetime(2026, 11, 28, tzinfo=UTC)
        lookups = {key: Lookup(looked, FOUND, 3, "", (page,)) for key, page in found.items()}
        searched = Searched(today, wanted(dataset.directory), lookups)
        return draft_all(searched, dataset, read_schemas(self.data / "schema"), ()), dataset


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path)


def text_of(drafted: Drafted, end: str) -> str:
    return next((text for file, text in drafted.files.items() if file.endswith(end)), "")


REVIEW, PARTNERSHIP = "case-review councils/abbotsmere", "partnership councils/abbotsmere"


def test_a_new_record_says_what_the_page_says_in_our_words(folder: Folder) -> None:
    drafted, _ = folder.drafted({REVIEW: PAGE})
    assert text_of(drafted, "asb-case-reviews/abbotsmere.yml") == (
        "# yaml-language-server: $schema=../schema/asb-case-reviews.schema.json\n"
        "name: ASB case review in Abbotsmere\ncovers:\n  councils: [abbotsmere]\n"
        "run_by: Abbotsmere Council\nhow_to_apply: Phone or write an e-mail.\nthreshold:\n"
        '  any_of:\n    - reports: "3"\n      within_months: "6"\n  hate_crime: not-stated\n'
        "  wording: You made three reports in six months.\n"
        "  source: https://www.abbotsmere.gov.uk/a\n"
        '  seen: "2025-03"\ncontacts:\n  - for: Ask for an ASB case review\n'
        '    phone: "0114 200 1234"\n    email: asb@abbotsmere.gov.uk\n'
        "    url: https://www.abbotsmere.gov.uk/a\n    source: https://www.abbotsmere.gov.uk/a\n"
        '    seen: "2025-03"\nsources:\n  - url: https://www.abbotsmere.gov.uk/a\n'
        '    seen: "2025-03"\n'
    )
    (proposal,) = drafted.proposals
    assert proposal.filled


def test_a_partnership_without_a_name_on_its_page_is_marked(folder: Folder) -> None:
    drafted, _ = folder.drafted({PARTNERSHIP: replace(PAGE, name="")})
    text = text_of(drafted, "abbotsmere-community-safety-partnership.yml")
    assert "name: Abbotsmere Community Safety Partnership" in text
    assert 'name_unconfirmed: "yes"' in text
    assert "role: statutory" in text


@pytest.mark.parametrize(
    ("missing", "own", "filled"),
    [
        ("A page, phone number or e-mail address", "role: statutory\n", True),
        ("The page and the phone number", "role: statutory\n", True),
        ("The name that it uses", 'role: statutory\nname_unconfirmed: "yes"\n', True),
        ("The name that it uses", "role: statutory\n", False),
    ],
)
def test_parts_of_a_partnership(folder: Folder, missing: str, own: str, filled: bool) -> None:
    (folder.data / "gaps.yml").write_text(
        data.MODELINE.format(up="", name="gaps") + "gaps:\n", encoding="utf-8"
    )
    folder.gap("partnerships", missing)
    folder.record("partnerships", own)
    drafted, _ = folder.drafted({PARTNERSHIP: PAGE})
    (proposal,) = drafted.proposals
    assert proposal.filled is filled
    text = text_of(drafted, "partnerships/one.yml")
    assert text.count("https://www.abbotsmere.gov.uk/a") == 3
    assert ("name: Safer Abbotsmere Partnership" in text) is ("name_unconfirmed" in own)
    assert ("gaps: []" in text_of(drafted, "gaps.yml")) is filled


def test_both_parts_are_needed_where_the_gap_says_and(folder: Folder) -> None:
    folder.gap("partnerships", "The page and the phone number")
    folder.record("partnerships", "role: statutory\n")
    drafted, _ = folder.drafted({PARTNERSHIP: replace(PAGE, values=(EMAIL,))})
    assert not any(each.filled for each in drafted.proposals if each.want.parts)


def test_a_rule_that_is_known_is_left_alone(folder: Folder) -> None:
    folder.gap("asb-case-reviews", "The rule of today")
    rule = (
        'threshold:\n  any_of:\n    - reports: "2"\n      within_months: "6"\n'
        "  hate_crime: same\n  wording: Two reports.\n"
        "  source: https://www.farm-board.gov.uk/about\n  seen: unknown\n"
    )
    folder.record("asb-case-reviews", f"run_by: Council\n{rule}")
    drafted, _ = folder.drafted({REVIEW: PAGE})
    proposal = next(each for each in drafted.proposals if each.want.parts)
    assert not proposal.filled
    assert 'reports: "2"' in text_of(drafted, "asb-case-reviews/one.yml")


def test_a_number_that_two_sites_call_their_own_is_proposed_for_neither(folder: Folder) -> None:
    other = replace(PAGE, url="https://www.ashcombe.gov.uk/a", values=(PHONE,))
    both = {REVIEW: PAGE, "case-review councils/ashcombe": other}
    drafted, _ = folder.drafted(both)
    assert len(drafted.proposals) == 2
    assert all("0114 200 1234" not in text for text in drafted.files.values())
    furniture = replace(PHONE, against="It stands on every page of the site.")
    both["case-review councils/ashcombe"] = replace(other, values=(furniture,))
    drafted, _ = folder.drafted(both)
    assert all("0114 200 1234" not in text for text in drafted.files.values())
    stranger = replace(PHONE, against="It seems to be that of somebody else: “x”.")
    both["case-review councils/ashcombe"] = replace(other, values=(stranger,))
    drafted, _ = folder.drafted(both)
    assert any("0114 200 1234" in text for text in drafted.files.values())


def test_a_page_that_is_not_sure_enough_is_no_proposal(folder: Folder) -> None:
    drafted, _ = folder.drafted({REVIEW: replace(PAGE, confidence=LOW)})
    assert drafted == Drafted(())


def test_what_the_checks_refuse_is_left_out_with_its_reason(folder: Folder) -> None:
    bad = replace(PAGE, values=(FoundValue("phone", "0114 496 0000"),))
    good = replace(PAGE, url="https://www.abbotsmere.gov.uk/b", values=())
    drafted, _ = folder.drafted({REVIEW: bad, PARTNERSHIP: good})
    why = {each.want.topic: (bool(each.file), each.why) for each in drafted.proposals}
    assert why["partnership"] == (True, "")
    assert not why["case-review"][0]
    assert "set aside for films" in why["case-review"][1]
    assert not text_of(drafted, "asb-case-reviews/abbotsmere.yml")
    assert text_of(drafted, "safer-abbotsmere-partnership.yml")


def test_an_overdue_gap_goes_only_as_a_whole(folder: Folder) -> None:
    late = date(2027, 7, 1)
    drafted, _ = folder.drafted({REVIEW: PAGE}, late)
    (proposal,) = drafted.proposals
    assert (bool(proposal.file), proposal.filled) == (True, True)  # it is the gap of one council
    both = (folder.data / "gaps.yml").read_text(encoding="utf-8")
    one, other = "councils: [abbotsmere]\n", "councils: [abbotsmere, ashcombe]\n"
    first = both.index("section: asb-case-reviews")
    both = both[:first] + both[first:].replace(one, other, 1)
    (folder.data / "gaps.yml").write_text(both, encoding="utf-8")
    drafted, _ = folder.drafted({REVIEW: PAGE}, late)
    (proposal,) = drafted.proposals
    assert (bool(proposal.file), proposal.filled) == (True, False)
    assert not text_of(drafted, "gaps.yml")


def test_the_way_to_report_of_somebody_else_is_left_alone(folder: Folder) -> None:
    folder.gap("reporting", "The council's page to report antisocial behaviour")
    about = "summary: A landlord's way.\ntakes: [antisocial-behaviour]\nrun_by: company\n"
    way = (
        'contacts:\n  - for: Report it\n    phone: "0114 200 4321"\n'
        "    source: https://www.farm-board.gov.uk/about\n    seen: unknown\n"
    )
    folder.record("reporting", about + way)
    page = replace(PAGE, values=(PHONE,))
    drafted, _ = folder.drafted({"asb-report councils/abbotsmere": page})
    assert not text_of(drafted, "reporting/one.yml")
    assert 'name: "Abbotsmere Council: antisocial behaviour"' in text_of(
        drafted, "reporting/abbotsmere-council-antisocial-behaviour.yml"
    )
    own = replace(page, url="https://www.farm-board.gov.uk/asb")
    drafted, _ = folder.drafted({"asb-report councils/abbotsmere": own})
    assert "0114 200 1234" in text_of(drafted, "reporting/one.yml")
