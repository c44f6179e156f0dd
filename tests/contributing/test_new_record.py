"""`python scripts/new_record.py`: asks or takes options, proposes the id, writes a valid file."""

import re
from pathlib import Path

import pytest

from safetyhelp.areas.model import Covers
from safetyhelp.new_record.areas import Places, UnknownPlaceError
from safetyhelp.new_record.ids import from_geography, propose_id
from tests.commands import Done, run
from tests.contributing.support import SMALL_DATA, TODAY, files_of, subject_of
from tests.files import edit

SERVICE = (
    "victim-services", "--name", "Bolton Hate Crime Help", "--covers", "Bolton",
    "--summary", "Help after hate crime.", "--set", "run_by=charity",
    "--set", "helps_with=hate-crime, rights",
    "--source", "https://www.bolton.gov.uk/hate-crime", "--seen", "2026-10",
    "--for", "Ask for help", "--phone", "01204 336500",
)  # fmt: skip
WRITTEN = """\
# yaml-language-server: $schema=../schema/victim-services.schema.json
name: Bolton Hate Crime Help
covers:
  councils: [bolton]
summary: Help after hate crime.
run_by: charity
helps_with: [hate-crime, rights]
contacts:
  - for: Ask for help
    phone: "01204 336500"
    source: https://www.bolton.gov.uk/hate-crime
    seen: "2026-10"
sources:
  - url: https://www.bolton.gov.uk/hate-crime
    seen: "2026-10"
"""


def new(data: Path, *arguments: str, stdin: str = "") -> Done:
    return run("new_record.py", *arguments, "--data", data, "--today", TODAY, stdin=stdin)


def test_options_make_a_valid_record(data: Path) -> None:
    done = new(data, *SERVICE)
    assert done.returncode == 0, done.stderr
    path = data / "victim-services" / "bolton-hate-crime-help.yml"
    assert done.stdout == f"{path.as_posix()}\n"
    assert path.read_text(encoding="utf-8") == WRITTEN
    found = run("validate.py", "--data", data, "--today", TODAY, path)
    assert (found.returncode, found.stdout) == (0, "")
    again = new(data, *SERVICE)
    *warnings, made = again.stdout.splitlines()
    assert "warning[record-twice]: " in warnings[0]
    assert made == path.with_stem(path.stem + "-bolton").as_posix()
    taken = new(data, *SERVICE, "--id", path.stem)
    assert taken.returncode == 2
    assert "The id “bolton-hate-crime-help” is taken. Give another one with --id." in taken.stderr


def test_what_is_missing_is_asked_for(data: Path) -> None:
    answers = "\n".join(
        ["Allerdale", "Cumberland Council: hate crime", "It takes reports.", "hate-crime",
         "council", "https://www.cumberland.gov.uk/hate", "", "0300 373 3730", "", "", "Report it"]
    )  # fmt: skip
    done = new(data, "reporting", stdin=answers + "\n")
    assert done.returncode == 0, done.stderr
    text = (data / "reporting" / "cumberland-council-hate-crime.yml").read_text(encoding="utf-8")
    assert "  councils: [cumberland]\n" in text
    assert "takes: [hate-crime]\nrun_by: council\n" in text
    assert '  - for: Report it\n    phone: "0300 373 3730"\n    source: https://www.cumb' in text
    assert "Allerdale is now part of Cumberland." in done.stderr
    assert "run_by: What sort of body runs it. Choose from: police, commissioner" in done.stderr


def test_an_answer_that_cannot_be_right_is_asked_for_again(data: Path) -> None:
    answers = "\n".join(
        ["Boltn", "Bolton", "", "Bolton Hate Crime Help", "Help after hate crime.", "charitty",
         "charity", "hate-crime, lights", "hate-crime, rights", "bolton.gov.uk",
         "https://www.bolton.gov.uk/hate-crime", "yesterday", "2026-10", "07700 900123",
         "01204 336500", "", "", "Ask for help"]
    )  # fmt: skip
    done = new(data, "victim-services", stdin=answers + "\n")
    assert done.returncode == 0, done.stderr
    path = data / "victim-services" / "bolton-hate-crime-help.yml"
    assert path.read_text(encoding="utf-8") == WRITTEN
    for said in (
        "“Boltn” is not a council, county, police area or nation that we know. Did you mean “bol",
        "This is needed.\nname: ",
        "“charitty” is not one of the choices. Did you mean “charity”?\nrun_by: ",
        "“lights” is not one of the choices. Did you mean “rights”?\nhelps_with: ",
        "A web address starts with https:// or http://.\nsource: ",
        "or write the word unknown.\nseen (Enter if there is none): ",
        "This number is set aside for films and examples (Ofcom). It reaches nobody.\nphone (Ent",
    ):
        assert said in done.stderr


def test_a_service_without_a_contact_can_be_added_but_no_way_to_report(data: Path) -> None:
    page = "https://www.bolton.gov.uk/hate-crime"
    known = ("--covers", "Bolton", "--name", "Bolton Help", "--summary", "It helps.")
    service = new(data, "victim-services", *known, "--set", "helps_with=rights",
                  stdin=f"charity\n{page}\n\n\n\n\n")  # fmt: skip
    assert service.returncode == 0, service.stderr
    written = (data / "victim-services" / "bolton-help.yml").read_text(encoding="utf-8")
    assert "contacts:" not in written
    report = new(data, "reporting", *known, "--set", "takes=crime", "--set", "run_by=council",
                 "--source", page, stdin=f"\n\n\n\n\n{page}\nReport it\n")  # fmt: skip
    assert report.returncode == 0, report.stderr
    assert report.stderr.count("phone (Enter if there is none)") == 2


def test_when_nobody_answers_it_says_so(data: Path) -> None:
    before = files_of(data)
    done = new(data, "reporting", "--covers", "Bolton")
    assert done.returncode == 2
    assert "An answer is missing. Give it as an option" in done.stderr
    assert files_of(data) == before
    area = new(data, "victim-services", stdin="Bolton\nX\nIt helps.\ncharity\nwrongly\n").stderr
    for said in (
        (
            "covers: Which area is it about? Names of councils, counties, police areas or nations. "
            "Several with commas. For example: Stockport\n"
        ),
        (
            "carers, adults-at-risk, feelings, court, prisoner-contact or rights. "
            "Several with commas. For example: "
        ),
        "“wrongly” is not one of the choices. Choose one of the words.\nhelps_with: ",
    ):
        assert said in area


def test_geography_fills_what_it_knows(data: Path) -> None:
    done = new(data, "asb-case-reviews", "--covers", "Stockport", "--dry-run",
               "--source", "https://www.stockport.gov.uk/asb-case-review")  # fmt: skip
    assert done.returncode == 0
    assert "name: ASB case review in Stockport\n" in done.stdout
    assert "run_by: Stockport Metropolitan Borough Council\n" in done.stdout
    assert "run_by: “Stockport Metropolitan Borough Council” comes from the list" in done.stderr
    assert not (data / "asb-case-reviews" / "stockport.yml").exists()


def test_another_record_lends_the_rest_but_not_its_identity(data: Path) -> None:
    pattern = data / "partnerships" / "one-stockport-safety-partnership.yml"
    text = pattern.read_text(encoding="utf-8")
    assert "former_names:" in text
    assert "notes:" in text
    done = new(data, "partnerships", "--from", "one-stockport-safety-partnership", "--covers",
               "Bury", "--name", "Bury Together", "--dry-run")  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "name: Bury Together\ncovers:\n  councils: [bury]\n" in done.stdout
    assert "  - url: https://democracy.stockport.gov.uk/mgAi.aspx?ID=90111\n" in done.stdout
    for key in ("former_names:", "other_names:", "notes:"):
        assert key not in done.stdout
    lender = "one-stockport-safety-partnership"
    assert f"The rest was taken from {lender}. Read and correct every line." in done.stderr
    pattern.write_text(text + "name: Twice\n", encoding="utf-8")
    broken = new(data, "partnerships", "--from", lender, "--covers", "Bury")
    assert broken.returncode == 2
    assert "has mistakes. Mend them first: make validate" in broken.stderr


def test_nobody_has_confirmed_what_is_only_copied(data: Path) -> None:
    record = data / "reporting" / "bolton-council.yml"
    text = record.read_text(encoding="utf-8")
    tried = '    confirmed:\n      day: "2026-11-01"\n      phone: "01204 336500"\n'
    (url,) = re.findall(r"^    url: .*\n", text, re.MULTILINE)
    edit(record, "unknown\nsources", f"unknown\n{tried}  {url}sources")
    done = new(data, "reporting", "--from", "bolton-council", "--covers", "Bury", "--name",
               "Bury Council", "--dry-run")  # fmt: skip
    assert done.returncode == 0
    assert "confirmed" not in done.stdout


@pytest.mark.parametrize(
    ("change", "code", "said"),
    [
        (("--phone", "07700 900123"), 1, "error[bad-phone]: “phone”: 07700 900123."),
        (("--set", "run_by=charitty"), 1, "Did you mean “charity”?"),
        (("--seen", "yesterday"), 1, "error[bad-date]"),
        (("--set", "colour=red"), 2, "“colour” is not known here. Known are: name,"),
        (
            ("--set", "accessibility=yes"),
            2,
            "“accessibility” is a group of lines. Write it into the file afterwards.",
        ),
        (("--set", "nothing"), 2, "“nothing”: write it as KEY=VALUE, like run_by=council."),
        (("--covers", "Boltn"), 2, "“Boltn” is not a council, county, police area or nation"),
        (("--covers", "Wales"), 2, "“Bolton” and “Wales”: not areas of one sort."),
        (("--level", "counties"), 2, "“Bolton”: not a county."),
        (
            ("--id", "../../x"),
            2,
            "“../../x” cannot be an id: lower-case letters, digits and single hyphens.",
        ),
        (
            ("--from", "victim-care-mersey"),
            2,
            (
                "There is no record “victim-care-mersey” in the folder victim-services. Did you "
                "mean “victim-care-merseyside”?"
            ),
        ),
        (("--from", "x"), 2, "Look at the names of the files there."),
        (
            ("--name", "安全"),
            2,
            "No free id can be made from the name. Choose one yourself: --id.",
        ),
        (("--email", "jane.smith@gmail.com"), 1, "error[personal-email]"),
    ],
)
def test_what_is_wrong_is_explained(
    change: tuple[str, ...], code: int, said: str, data: Path
) -> None:
    before = files_of(data)
    done = new(data, *SERVICE, *change)
    assert done.returncode == code
    assert said in done.stdout + done.stderr
    assert files_of(data) == before
    assert ("Nothing was written." in done.stderr) == (code == 1)


# The parts behind it

PLACES = Places(subject_of(SMALL_DATA).directory.map)
NATIONS = ("england", "wales", "scotland", "northern-ireland")


@pytest.mark.parametrize(
    ("names", "kind", "level", "ids"),
    [
        (["Stockport"], "reporting", "councils", ("stockport",)),
        (["stockport", "Bristol City Council"], "reporting", "councils", ("stockport", "bristol")),
        (["Sir Gaerfyrddin"], "reporting", "councils", ("carmarthenshire",)),
        (["Norfolk"], "partnerships", "counties", ("norfolk",)),
        (["Norfolk"], "victim-services", "police_areas", ("norfolk",)),
        (["Greater Manchester"], "partnerships", "police_areas", ("greater-manchester",)),
        (["England", "Wales"], "complaints", "nations", ("england", "wales")),
        (["UK"], "complaints", "nations", NATIONS),
        (["Allerdale", "Copeland"], "reporting", "councils", ("cumberland",)),
        ([" Stockport ", ""], "reporting", "councils", ("stockport",)),
        (["Stockport, Bolton"], "reporting", "councils", ("stockport", "bolton")),
        (["Newry, Mourne and Down"], "reporting", "councils", ("newry-mourne-and-down",)),
        (["Cyngor Gwynedd"], "reporting", "councils", ("gwynedd",)),
        (["Cyngor Bwrdeistref Sirol Conwy"], "reporting", "councils", ("conwy",)),
        (["Heddlu Gwent"], "police", "police_areas", ("gwent",)),
        (["Bolton MBC"], "reporting", "councils", ("bolton",)),
    ],
)
def test_places_are_understood(
    names: list[str], kind: str, level: str, ids: tuple[str, ...]
) -> None:
    assert PLACES.find(names, kind).covers == Covers(level, ids)


def test_a_name_of_two_places_is_said_to_be_so() -> None:
    assert PLACES.find(["Kent"], "rj-providers").remarks == (
        "“kent” was taken as police area. There is also a county of that name.",
    )


@pytest.mark.parametrize("names", [[], [""], ["日本"], ["Nowhere at All"]])
def test_places_that_nobody_knows(names: list[str]) -> None:
    with pytest.raises(UnknownPlaceError):
        PLACES.find(names, "reporting")


@pytest.mark.parametrize(
    ("kind", "name", "taken", "proposed"),
    [
        ("reporting", "Bolton Council: ASB", (), "bolton-council-asb"),
        ("reporting", "Bolton Council", ("bolton-council",), "bolton-council-bolton"),
        ("asb-case-reviews", "ASB case review in Bolton", (), "bolton"),
        ("asb-case-reviews", "Bolton Homes", ("bolton",), "bolton-homes"),
        ("reporting", "安全", (), ""),
        ("reporting", "A " * 60, (), "-".join("a" * 40)),
    ],
)
def test_ids_are_proposed(kind: str, name: str, taken: tuple[str, ...], proposed: str) -> None:
    found = propose_id(kind, name, Covers("councils", ("bolton",)), taken)
    assert found == proposed
    assert len(found) <= 80


@pytest.mark.parametrize(
    ("kind", "covers", "known"),
    [
        ("police", Covers("police_areas", ("kent",)), {"name": "Kent Police"}),
        ("partnerships", Covers("councils", ("fife",)), {"role": "council-team"}),
        ("partnerships", Covers("councils", ("belfast",)), {"role": "pcsp"}),
        ("partnerships", Covers("councils", ("bury", "bolton")), {"role": "statutory"}),
        ("partnerships", Covers("councils", ("fife", "bolton")), {}),
        ("asb-case-reviews", Covers("nations", ("wales",)), {}),
        ("reporting", Covers("councils", ("bolton",)), {}),
    ],
)
def test_what_geography_knows(kind: str, covers: Covers, known: dict[str, str]) -> None:
    assert from_geography(kind, covers, PLACES.map) == known
