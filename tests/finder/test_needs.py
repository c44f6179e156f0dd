"""What people type in danger: the data, and whom it leads to."""

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest

from safetyhelp.areas.places import Place
from safetyhelp.areas.tables import AreaFileError
from safetyhelp.dataset.answers import Directory
from safetyhelp.finder.echoes import without_echoes
from safetyhelp.finder.needs import HELP, needs_of, read_said, read_word_sets

from .conftest import Files

LINES = ("suicide", "sexual", "forced-marriage", "at-home", "at-risk", "danger", "crime")
"""The needs for which somebody can be reached in each nation."""


def test_each_need_has_what_people_say_and_the_most_dangerous_comes_first() -> None:
    said = read_said(read_word_sets())
    assert len(said) > 150
    assert [*dict.fromkeys(each.need for each in said)] == [*HELP]


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("fear,scared,Why.", "“need” is “fear”"),
        ("danger,,Why.", "“said” is empty"),
        ("danger,scared,", "“reason” is empty"),
        ("danger,hurt by {nobody},Why.", "there is no set {nobody}"),
        ("danger,knife,Why.\ndanger,knife,Again.", "there twice"),
        ("danger,. help,Why.", "a full stop stands only at the end"),
        ("danger,.,Why.", "a full stop stands only at the end"),
        ("danger,!was hit,Why.", "“!” stands only between two words"),
        ("danger,he !was,Why.", "“!” stands only between two words"),
        ("danger,he !was .,Why.", "“!” stands only between two words"),
        ("danger,he !{nobody} hit,Why.", "there is no set {nobody}"),
    ],
)
def test_a_wrong_row_is_refused_by_name(tmp_path: Path, row: str, message: str) -> None:
    path = tmp_path / "needs.csv"
    path.write_text(f"need,said,reason\n{row}\n", encoding="utf-8")
    with pytest.raises(AreaFileError) as refused:
        read_said({"whom"}, path)
    assert message in str(refused.value)
    assert "needs.csv" in str(refused.value)


def test_what_must_not_stand_between_two_words_is_folded_as_well(tmp_path: Path) -> None:
    path = tmp_path / "needs.csv"
    path.write_text("need,said,reason\ndanger,Fear !{Whom} !Bé hit .,Why.\n", encoding="utf-8")
    [said] = read_said({"Whom"}, path)
    assert said.words == ("fear", "!{Whom}", "!be", "hit", ".")


def test_a_set_is_named_once(tmp_path: Path) -> None:
    path = tmp_path / "word_sets.csv"
    path.write_text("name,words,reason\na,x y,Why.\na,z,Why.\n", encoding="utf-8")
    with pytest.raises(AreaFileError, match="twice"):
        read_word_sets(path)


@pytest.mark.parametrize("need", LINES)
def test_somebody_can_be_reached_in_every_nation(directory: Directory, need: str) -> None:
    lines = needs_of(directory.records, frozenset())["lines"]
    assert isinstance(lines, dict)
    where = " and ".join(line[2] for line in lines[need])
    if lines[need][0][2]:
        for nation in ("England", "Wales", "Scotland", "Northern Ireland"):
            assert nation in where, need
    records = {f"services/{r.kind}/{r.id}/": r for r in directory.records}
    for name, phone, _, url in lines[need]:
        record = records[url]
        assert record.name == name
        assert not phone or phone in {contact.phone for contact in record.contacts}


def test_a_number_that_is_gone_is_given_to_nobody(directory: Directory) -> None:
    known = json.dumps(needs_of(directory.records, frozenset()))
    assert '"116 123"' in known
    without = json.dumps(needs_of(directory.records, frozenset({"116 123"})))
    assert '"116 123"' not in without
    assert "victim-services/samaritans/" in without


def test_a_record_that_is_only_listed_is_no_line(directory: Directory) -> None:
    listed = tuple(
        replace(r, shown="listed") if r.id == "samaritans" else r for r in directory.records
    )
    lines = needs_of(listed, frozenset())["lines"]
    assert isinstance(lines, dict)
    assert "samaritans" not in json.dumps(lines["suicide"])


def test_the_index_has_the_needs(files: Files) -> None:
    index = json.loads(files["index.json"])
    assert {*index["needs"]} == {"sets", "said", "lines"}
    used = re.findall(r"\{(.*?)\}", " ".join(index["needs"]["said"].values()))
    assert {int(number) for number in used} == {*range(len(index["needs"]["sets"]))}


def _place(kind: str, lat: float | None, sure: str = "medium", people: int | None = None) -> Place:
    return Place("Stockport", kind, "E07000037", "", lat, -2.16, people, (), sure)


@pytest.mark.parametrize(
    ("place", "kept"),
    [
        (_place("locality", 53.45), False),  # beside the council of this name
        (_place("suburb", None), False),
        (_place("locality", 54.2), True),  # 80 km away
        (_place("village", 53.45), True),  # it may lie on both sides
        (_place("locality", 53.45, "high"), True),
    ],
)
def test_a_part_of_a_town_is_not_offered_again_in_its_neighbour(
    directory: Directory, place: Place, kept: bool
) -> None:
    assert bool(without_echoes([place], directory.map)) is kept


@pytest.mark.parametrize(("people", "kept"), [(None, True), (99_999, True), (100_000, False)])
def test_the_name_of_a_city_reaches_farther(
    directory: Directory, people: int | None, kept: bool
) -> None:
    town = replace(_place("town", 57.0, "high", people), name="Xyz")
    part = replace(_place("locality", 57.2), name="Xyz")  # 22 km
    assert without_echoes([town, part], directory.map) == ((town, part) if kept else (town,))
