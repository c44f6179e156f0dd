"""All problems of a file in one run, and nothing that only follows from one of them."""

from datetime import date
from pathlib import Path

import pytest

from safetyhelp.findings.model import Finding
from safetyhelp.records.reading import modeline
from tests.records.support import (
    PARTNERSHIP,
    SOURCES,
    WITHDRAWN,
    check_folder,
    gaps_for_everything,
    load_folder,
    write_record,
)

MANY = f"""{modeline("reporting")}
name: Example Council
covers:
  councils: [boltn]
summary: Ring 01204 331111, or write to us at BL1 1RU. We searched twice.
takes: [asb]
run_by: council
for: x
contacts:
  - for: Report it
    phone: 0808 802 1155
    email: jane.smith@bolton.gov.uk
    source: https://www.bolton.gov.uk/report
    seen: 20/13/2026
{SOURCES}"""
ALL = [
    (4, "unknown-area"), (5, "contact-in-text"), (5, "address-in-text"), (6, "wrong-choice"),
    (5, "editors-remark"), (8, "unknown-field"), (11, "withdrawn-contact"),
    (12, "personal-email"), (14, "bad-date"),
]  # fmt: skip


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data folder in which nothing is wrong, with a gap for all that it lacks."""
    write_record(tmp_path, PARTNERSHIP)
    write_record(tmp_path, gaps_for_everything(), "gaps.yml")
    write_record(tmp_path, WITHDRAWN, "withdrawn.yml")
    return tmp_path


def found(data: Path) -> list[Finding]:
    """Return what is wrong, but for the gaps that stand where there is a record."""
    check_folder.cache_clear()  # a test may have written into the folder since
    return [f for f in check_folder(data, date(2026, 11, 26)) if f.code != "gap-filled"]


def places(findings: list[Finding]) -> list[tuple[int, str]]:
    return sorted((finding.line, finding.code) for finding in findings)


def test_schema_names_and_rules_in_one_run(data: Path) -> None:
    write_record(data, MANY, "reporting/example.yml")
    assert places(found(data)) == sorted(ALL)
    about_area = next(f for f in found(data) if f.code == "unknown-area")
    assert about_area.suggestion == "Did you mean “bolton”?"


@pytest.mark.parametrize(
    ("spoil", "more"),
    [
        (lambda text: b"\xef\xbb\xbf" + text, [(1, "byte-order-mark")]),
        (lambda text: text.replace(b"\n", b"\r\n"), []),
        (lambda text: text.replace(b"\n", b"\r"), [(1, "forbidden-character")]),
        (lambda text: text.replace(b"  councils", b"\tcouncils"), [(4, "tab")]),
        (lambda text: text.replace(b"Ring", "Ring\u200b".encode()), [(5, "forbidden-character")]),
        (
            lambda text: text.replace(b"Ring", b"\x93Ring\x94"),
            [(5, "not-utf8"), (5, "curly-quotes")],
        ),
        (
            lambda text: b"\xff\xfe" + text.decode().encode("utf-16-le"),
            [(1, "not-utf8")],
        ),
        (lambda text: text.replace(b"Council\n", b'Council "\n'), []),
        (lambda text: text.replace(b"name: ", b'name: "'), [(2, "yaml-syntax")]),
        (lambda text: text.replace(b"run_by: council", b"run_by council"), [(7, "yaml-syntax")]),
        (lambda text: text.replace(b"council\n", b"council # or not\n"), [(7, "text-not-read")]),
        (lambda text: text.replace(b"council\n", b"&a council\n"), [(7, "anchor-or-alias")]),
        (lambda text: text.replace(b"council\n", b"!x council\n"), [(7, "tag")]),
        (lambda text: text + b"---\nname: Another\n", [(18, "several-documents")]),
        (lambda text: text.replace(b"    source", b"     source"), [(13, "yaml-syntax")]),
        (lambda text: text.replace(b"    email", b"   email"), [(12, "yaml-syntax")]),
    ],
)  # fmt: skip
def test_bytes_and_yaml_and_all_the_rest(
    spoil: object, more: list[tuple[int, str]], data: Path
) -> None:
    assert callable(spoil)
    write_record(data, spoil(MANY.encode()), "reporting/example.yml")
    assert places(found(data)) == sorted([*ALL, *more])


def test_an_unfinished_merge_is_said_to_be_one_and_its_first_side_is_read(data: Path) -> None:
    text = PARTNERSHIP.replace(
        "role: statutory",
        "<<<<<<< HEAD\nrole: statutary\n||||||| base\nrole: a\n=======\nrole: umbrella\n>>>>>>> x",
    )
    write_record(data, text)
    merge, choice = found(data)
    assert (merge.line, merge.code, merge.message, merge.suggestion) == (
        5,
        "yaml-syntax",
        "A merge is unfinished here: two versions of the same lines stand below.",
        "Keep one side, and delete the three lines that start with <<<<<<<, ======= and >>>>>>>.",
    )
    assert (choice.line, choice.code) == (6, "wrong-choice")


@pytest.mark.parametrize("mark", ["<<<<<<< HEAD", "=======", ">>>>>>> branch", "||||||| base"])
def test_what_is_left_of_a_merge_is_named(mark: str, data: Path) -> None:
    write_record(data, PARTNERSHIP.replace("role:", f"{mark}\nrole:"))
    (finding,) = found(data)
    assert (finding.line, finding.code, finding.message, finding.suggestion) == (
        5,
        "yaml-syntax",
        "This line is left over from a merge.",
        "Delete it, and see that only one version of the lines around it stands here.",
    )


def test_a_line_of_a_text_is_no_merge(data: Path) -> None:
    write_record(data, PARTNERSHIP + "notes: |\n  =======\n  <<<<<<< HEAD\n  >>>>>>> x\n")
    assert found(data) == []


RETIRED = f"""{modeline("retired").replace("../", "")}
retired:
  - kind: partnerships
    id: gone
    name: A board
    replaced_by: example
    reason: It was a mistake.
"""
ASKING = """  - section: victim-services
    covers:
      councils: [stockport]
    missing: A phone number
    reason: We looked and did not find it.
    ask: [partnerships/example]
    review_by: "2027-06-30"
"""
OLD = f'{PARTNERSHIP}replaced_by: example\nends_on: "2025"\n'.replace("stockport", "bury")


def test_an_unreadable_record_is_the_only_thing_that_is_wrong(data: Path) -> None:
    """Not its area, which would lack a record, nor those that name it."""
    write_record(data, OLD, "partnerships/old.yml")
    before = check_folder(data, date(2026, 11, 26))
    broken = (PARTNERSHIP.replace("covers:", "covers"), PARTNERSHIP.replace("name: S", 'name: "S'))
    for text in (*broken, "[" * 90_000, b"\x00" * 90_000, "", "x\n"):
        write_record(data, text)
        check_folder.cache_clear()
        after = check_folder(data, date(2026, 11, 26))
        new = {f.file for f in after if f not in before}
        assert new == {"data/partnerships/example.yml"}, text[:20]


@pytest.mark.parametrize("name", ["example.yaml", "example.yml.txt", ".example.yml", "Example.yml"])
def test_a_record_under_a_wrong_name_is_the_only_thing_that_is_wrong(name: str, data: Path) -> None:
    write_record(data, OLD, "partnerships/old.yml")
    write_record(data, RETIRED, "retired.yml")
    write_record(data, f"{WITHDRAWN}    allowed_in: [example]\n", "withdrawn.yml")
    write_record(data, gaps_for_everything() + ASKING, "gaps.yml")
    path = write_record(data, PARTNERSHIP.replace("sources:", WAY + "sources:"))
    path.rename(path.with_name(name))
    (finding,) = found(data)
    assert finding.file == f"data/partnerships/{name}"
    assert finding.code in ("stray-file", "wrong-file-name")


def test_what_stands_in_a_file_under_a_wrong_name_is_checked_too(data: Path) -> None:
    write_record(data, MANY, "reporting/example.yml.txt")
    assert places(found(data)) == sorted([(1, "stray-file"), *ALL])


def test_a_record_in_the_wrong_folder_is_read_as_what_it_is(data: Path) -> None:
    write_record(data, MANY, "partnerships/reporting.yml")
    assert places(found(data)) == sorted([(1, "stray-file"), *ALL])


def test_gaps_that_cannot_be_read_hide_nothing_else_and_lack_nothing(data: Path) -> None:
    text = gaps_for_everything()
    write_record(data, text.replace("reason: We looked", "reason: @We looked", 1), "gaps.yml")
    write_record(data, MANY, "reporting/example.yml")
    broken = next(n for n, line in enumerate(text.splitlines(), 1) if "reason:" in line)
    assert places(found(data)) == sorted([*ALL, (broken, "yaml-syntax")])
    write_record(data, "gaps: [\n", "gaps.yml")
    assert {f.code for f in found(data) if f.file.endswith("gaps.yml")} == {
        "yaml-syntax",
        "modeline-missing",
    }


def test_of_withdrawn_contacts_those_that_can_be_read_still_stay_away(data: Path) -> None:
    more = '  - value: "01204 331111"\n    what: fone\n    belonged_to: @x\n    reason: Closed.\n'
    write_record(data, WITHDRAWN + more, "withdrawn.yml")
    write_record(data, MANY, "reporting/example.yml")
    about_lists = {(9, "wrong-choice"), (10, "yaml-syntax")}
    assert {*places(found(data))} == {*ALL, *about_lists}


def test_a_council_is_not_without_a_record_of_which_only_the_area_is_misspelt(data: Path) -> None:
    gaps = gaps_for_everything()
    start = gaps.index("  - section: partnerships")
    end = gaps.index("  - section: asb-case-reviews")
    write_record(data, gaps[:start] + gaps[end:], "gaps.yml")
    lacking = {f.message.partition(" has no")[0] for f in found(data)}
    assert "Stockport" not in lacking
    assert "Bury" in lacking
    write_record(data, PARTNERSHIP.replace("stockport", "stokport"))
    codes = {f.code for f in found(data) if not f.message.startswith(tuple(lacking))}
    assert codes == {"unknown-area"}
    for nobody_knows in ("qqqq", "[stockport"):
        write_record(data, PARTNERSHIP.replace("stockport", nobody_knows))
        assert "coverage-missing" not in {f.code for f in found(data)}


WAY = """contacts:
  - for: Ask
    url: https://www.stockport.gov.uk/x
    source: https://www.stockport.gov.uk/x
    seen: unknown
"""
TRIED = "      url: https://www.stockport.gov.uk/x\n"
TWO_KEYS = ["unknown-field", "unknown-field", "contact-in-text"]


@pytest.mark.parametrize(
    ("old", "new", "codes"),
    [
        ("councils: [stockport]", "councils: stockport", ["wrong-type"]),
        ("councils: [stockport]", "councils: stokport, bury", ["wrong-type", "unknown-area"]),
        ("  councils: [stockport]", "  councils: [bury]\n  counties: [norfolk]", ["wrong-covers"]),
        (
            "  councils: [stockport]",
            "  councils: [stokport]\n  counties: [norfolk]",
            ["wrong-covers", "unknown-area"],
        ),
        ("councils:", "council:", ["unknown-field"]),
        ("role: statutory", "role: statutory\norder: many", ["wrong-form"]),
        ("role:", f"{WAY}    confirmed: soon\nrole:", ["wrong-type"]),
        ("role:", f"{WAY}    confirmed:\n      day: soon\n{TRIED}role:", ["bad-date"]),
        ("role:", "summary: Ask the support team.\nrole:", ["no-way-to-reach"]),
        ("role:", "summary: Ask the support team.\ncontacts: @x\nrole:", ["yaml-syntax"]),
        ("role:", "summry: Call 01204 331 111.\nsumary: B.\nrole:", TWO_KEYS),
        ("covers:\n  councils: [stockport]", "covers: stockport", ["wrong-type"]),
        ("role:", "roll:", ["unknown-field"]),
        ("role:", "Roll:", ["unknown-field"]),
        ("role:", "ends_on: 31/12/2030\nreplaced_by: old\nrole:", ["bad-date", "unknown-record"]),
        ("role:", "ends_on: soon\nreplaced_by: example\nrole:", ["bad-date", "date-impossible"]),
    ],
)  # fmt: skip
def test_nothing_is_said_that_only_follows(
    old: str, new: str, codes: list[str], data: Path
) -> None:
    write_record(data, PARTNERSHIP.replace(old, new))
    assert sorted(f.code for f in found(data)) == sorted(codes)


def test_a_mailbox_that_is_said_to_be_shared_in_the_wrong_word(data: Path) -> None:
    text = MANY.replace("smith@bolton.gov.uk", "smith@bolton.gov.uk\n    shared_mailbox: Yes")
    write_record(data, text, "reporting/example.yml")
    codes = [f.code for f in found(data)]
    assert codes.count("wrong-choice") == 2
    assert "personal-email" not in codes


def test_nobody_is_sent_to_the_wrong_record_because_its_area_is_misspelt(data: Path) -> None:
    ask = '    instead: Ask them.\n    ask: [partnerships/example]\n    review_by: "2027-05-31"\n'
    gaps = gaps_for_everything() + (
        "  - section: reporting\n    covers:\n      councils: [stockport]\n    missing: A number\n"
        f"    reason: We looked.\n{ask}"
    )
    write_record(data, gaps, "gaps.yml")
    contacts = "contacts:\n  - for: Ask\n    url: https://www.stockport.gov.uk/x\n"
    contacts += "    source: https://www.stockport.gov.uk/x\n    seen: unknown\n"
    for council, codes in (("stockport", []), ("stokport", ["unknown-area"])):
        text = f"{PARTNERSHIP}{contacts}".replace("[stockport]", f"[{council}]")
        write_record(data, text)
        assert [f.code for f in found(data)] == codes
    write_record(data, f"{PARTNERSHIP}{contacts}".replace("    url: ", "    ulr "))
    assert {f.code for f in found(data)} == {"yaml-syntax"}


def test_what_is_only_a_draft_is_never_published(data: Path) -> None:
    write_record(data, MANY, "reporting/example.yml")
    gaps = gaps_for_everything().replace("reason: We looked", "reason: @We looked", 1)
    write_record(data, gaps, "gaps.yml")
    dataset = load_folder(data, date(2026, 11, 26))
    for held in (dataset.loaded.records, dataset.directory.all_records, dataset.directory.records):
        assert [record.file for record in held] == ["data/partnerships/example.yml"]
    assert dataset.loaded.gaps == dataset.directory.all_gaps == ()
    checked = dataset.with_drafts
    assert [record.id for record in checked.loaded.records] == ["example", "example"]
    assert len(checked.directory.all_gaps) == 7


def test_a_copy_that_a_program_made_is_told_to_go_and_not_read(data: Path) -> None:
    write_record(data, PARTNERSHIP.replace("role:", "roll:"), "partnerships/example.yml.orig")
    (finding,) = found(data)
    assert (finding.code, finding.file) == ("stray-file", "data/partnerships/example.yml.orig")


def test_a_gap_of_which_nobody_can_tell_the_section_may_be_any(data: Path) -> None:
    write_record(
        data, gaps_for_everything().replace("section: police", "section: polic"), "gaps.yml"
    )
    (finding,) = found(data)
    assert (finding.code, finding.suggestion) == ("wrong-choice", "Did you mean “police”?")


def test_two_records_are_not_one_because_their_areas_cannot_be_read(data: Path) -> None:
    for name in ("one", "two"):
        write_record(data, PARTNERSHIP.replace("councils:", "councils"), f"partnerships/{name}.yml")
    assert {f.code for f in found(data)} == {"wrong-type"}
