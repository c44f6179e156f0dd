"""Addresses, values and selections: what of the records is looked at."""

import re
from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path
from urllib.parse import urldefrag

import pytest

from safetyhelp.dataset.dataset import Dataset
from safetyhelp.evidence.vocabulary import Kind, fact_key
from safetyhelp.linkcheck.selection import SelectionError, changed_since, chosen
from safetyhelp.linkcheck.targets import facts_of, links_of
from safetyhelp.paths import DATA, Folders, folders
from safetyhelp.records.contacts import contacts_of
from safetyhelp.records.dates import PartialDate
from safetyhelp.records.model import Police, not_ended
from tests.files import commit_all

TODAY = date(2026, 11, 22)


def test_every_address_of_the_real_records_is_visited(real: Dataset) -> None:
    """Compared with a plain search through the files: nothing that is written is left out."""
    written: Counter[str] = Counter()
    for record in real.loaded.records:
        text = real.loaded.texts[record.file].text.partition("\nnotes:")[0]
        urls = re.findall(r"(?:url|source|bsl): ['\"]?(https?://[^\s\"]+)", text)
        written.update(url.rstrip("'") for url in urls)
    found = {link.url: len(link.places) for link in links_of(real.loaded.records)}
    assert found == dict(written)


def test_every_number_and_address_of_the_real_records_is_looked_for(real: Dataset) -> None:
    facts = {(fact.base, fact.key) for fact in facts_of(real.loaded.records)}
    for record in real.loaded.records:
        for contact, _ in contacts_of(record):
            base = urldefrag(contact.source).url
            for number in filter(None, (contact.phone, contact.text_phone, contact.relay)):
                assert (base, fact_key(Kind.PHONE, number)) in facts
            if contact.email:
                assert (base, fact_key(Kind.EMAIL, contact.email)) in facts


def test_every_threshold_with_numbers_is_looked_for(real: Dataset) -> None:
    wanted = sum(
        bool(getattr(r.details, "threshold", None) and r.details.threshold.any_of)  # type: ignore[union-attr]
        for r in real.loaded.records
    )
    kinds = Counter(fact.wanted.kind for fact in facts_of(real.loaded.records))
    assert wanted > 100
    assert kinds[Kind.THRESHOLD] == wanted


def test_addresses_that_stand_in_few_records(real: Dataset) -> None:
    police = next(
        record
        for record in real.loaded.records
        if isinstance(record.details, Police) and record.details.accessibility_schemes
    )
    assert isinstance(police.details, Police)
    first = police.details.accessibility_schemes[0]
    scheme = replace(first, url="https://a.test/url", source="https://a.test/source")
    contact = next(c for r in real.loaded.records for c, _ in contacts_of(r))
    record = replace(
        police,
        contacts=(replace(contact, bsl="https://a.test/bsl"), replace(contact, bsl="999 BSL app")),
        details=replace(police.details, accessibility_schemes=(scheme,)),
    )
    found = {link.url: link.places[0].path for link in links_of((record,))}
    assert found["https://a.test/bsl"] == ("contacts", 0, "bsl")
    assert found["https://a.test/url"] == ("accessibility_schemes", 0, "url")
    assert found["https://a.test/source"] == ("accessibility_schemes", 0, "source")
    assert "999 BSL app" not in found


def test_what_has_ended_is_not_visited(real: Dataset) -> None:
    record = real.loaded.records[0]
    ended = replace(record, ends_on=PartialDate(2026, 11, 21))
    ends = replace(record, ends_on=PartialDate(2026, 11))
    assert not_ended((ended, ends, record), TODAY) == (ends, record)


@pytest.fixture
def here() -> Folders:
    return folders(DATA)


def test_only_kinds_and_files(real: Dataset, here: Folders) -> None:
    records = real.loaded.records
    assert {r.kind for r in chosen(records, ["police", "complaints"], here)} == {
        "police", "complaints",
    }  # fmt: skip
    file = next((DATA / "police").glob("*.yml"))
    (one,) = chosen(records, [str(file)], here)
    assert one.file == f"data/police/{file.name}"
    assert len(chosen(records, [str(DATA / "police")], here)) == len(
        chosen(records, ["police"], here)
    )


@pytest.mark.parametrize(
    ("name", "hint"),
    [("polise", "police"), ("data/police/none.yml", "not a file in"), ("/etc/passwd", "neither")],
)
def test_a_selection_that_makes_no_sense(
    real: Dataset, here: Folders, name: str, hint: str
) -> None:
    with pytest.raises(SelectionError, match=hint):
        chosen(real.loaded.records, [name], here)


def test_a_link_that_leads_nowhere_or_to_itself_selects_nothing(tmp_path: Path) -> None:
    for name, target in (("dead.yml", "none.yml"), ("loop", "loop")):
        (tmp_path / name).symlink_to(target)
    where = Folders(tmp_path, tmp_path, tmp_path, "data")
    for path in (tmp_path / "dead.yml", tmp_path / "loop" / "x.yml"):
        with pytest.raises(SelectionError, match="this is not a file in data"):
            chosen((), [str(path)], where)


def test_changed_since(real: Dataset, tmp_path: Path) -> None:
    records = [replace(real.loaded.records[n], file=f"data/police/{n}.yml") for n in range(4)]
    folder = tmp_path / "data" / "police"
    folder.mkdir(parents=True)
    for n in range(3):
        (folder / f"{n}.yml").write_text("a")
    commit_all(tmp_path)
    (folder / "1.yml").write_text("b")
    (folder / "3.yml").write_text("new")
    where = Folders(tmp_path / "data", tmp_path, tmp_path, "data")
    changed = changed_since(records, "HEAD", where)
    assert [record.file for record in changed] == ["data/police/1.yml", "data/police/3.yml"]
    for reference in ("no-such-branch", "--output=x", ""):
        with pytest.raises(SelectionError, match="git cannot say"):
            changed_since(records, reference, where)
