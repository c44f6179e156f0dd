"""The rules as a whole: order, positions, speed, and no published text that escapes them."""

import dataclasses
import time
from datetime import date
from pathlib import Path

import pytest

from safetyhelp.checks import rules
from safetyhelp.checks.rules import RULES, check_all
from safetyhelp.dataset.dataset import Dataset
from safetyhelp.dataset.public_text import texts_of
from safetyhelp.evidence.vocabulary import Kind, fact_key
from safetyhelp.findings.model import Finding, Severity, has_errors, in_order
from safetyhelp.records.contacts import url_key
from safetyhelp.records.phones import phone_key
from safetyhelp.records.reading import modeline
from safetyhelp.text.words import did_you_mean, in_words, nearest, shortened
from tests.conftest import real_on
from tests.records.support import SOURCES, TODAY, load_folder, write_record


def test_every_rule_runs_once() -> None:
    assert len(set(RULES)) == len(RULES)
    modules = {rule.__module__ for rule in RULES}
    for module in ("areas", "contacts", "coverage", "dates", "identity", "remarks", "texts"):
        assert f"safetyhelp.checks.{module}" in modules
        public = vars(getattr(rules, module))
        named = {
            value
            for name, value in public.items()
            if not name.startswith("_")
            and getattr(value, "__module__", "") == f"safetyhelp.checks.{module}"
            and getattr(value, "__annotations__", {}).get("dataset") is Dataset
        }
        assert named <= set(RULES), "a rule is written but never run"


def test_findings_are_sorted_and_each_stands_once() -> None:
    def at(file: str, line: int, code: str = "tab") -> Finding:
        return Finding(code, file, line, 1, (), "m", "s")

    found = [at("b", 1), at("a", 10), at("a", 9), at("a", 9), at("a", 9, "tag")]
    ordered = in_order(found)
    assert [(f.file, f.line, f.code) for f in ordered] == [
        ("a", 9, "tab"),
        ("a", 9, "tag"),
        ("a", 10, "tab"),
        ("b", 1, "tab"),
    ]
    assert has_errors(ordered)
    assert not has_errors([dataclasses.replace(found[0], severity=Severity.WARNING)])


@pytest.mark.parametrize(
    "spelling",
    ["0161 474 3143", "01614743143", "+44 161 4743143", "+44 (0)161 474 3143",
     "0044 (161) 474-3143"],
)  # fmt: skip
def test_spellings_of_one_number(spelling: str) -> None:
    assert phone_key(spelling) == phone_key("0161 474 3143")
    assert fact_key(Kind.PHONE, spelling) == "phone 01614743143"


def test_different_numbers_stay_different() -> None:
    numbers = ["0161 474 3143", "0161 474 3144", "101", "999", "18000", "116 123", "0800 1111"]
    assert len({phone_key(number) for number in numbers}) == len(numbers)
    assert phone_key("18001 101") == phone_key("101")
    assert phone_key("18001 0161 4743143") == phone_key("0161 474 3143")


def test_spellings_of_one_web_address() -> None:
    assert url_key("HTTP://www.Example.gov.uk/A/") == url_key("https://example.gov.uk/a")
    assert url_key("https://example.gov.uk/a?id=1") != url_key("https://example.gov.uk/a?id=2")


def test_every_text_field_that_is_published_is_looked_at(real: Dataset) -> None:
    """Whoever adds a field to the model adds it to the texts, or to the exceptions here."""
    seen = {
        str([part for part in path if isinstance(part, str)][-1])
        for record in real.loaded.records
        for _, path in texts_of(record)
    }
    for key in (
        "name", "former_names", "other_names", "summary", "caution", "for", "hours", "shows",
        "what_happens_next", "provider", "commissioner", "who_can_use", "run_by", "how_to_apply",
        "wording", "heard_by", "within", "how", "first_step", "time_limit", "someone_else", "team",
        "names",
    ):  # fmt: skip
        assert key in seen, key
    assert "notes" not in seen


def test_the_nearest_word() -> None:
    known = ["stockport", "st-helens", "kings-lynn-and-west-norfolk", "phone", "url"]
    assert nearest("Stockpot", known) == "stockport"
    assert nearest("fhone", known) == "phone"
    assert nearest("wholly different", known) is None
    assert did_you_mean("nothing", known, "Look again.") == "Look again."
    assert in_words(["a", "b", "c"]) == "a, b or c"
    assert (in_words(["a"]), in_words([])) == ("a", "")
    assert shortened("a\n  b") == "a b"
    assert len(shortened("x" * 5_000)) == 80


def _generate(folder: Path, count: int) -> None:
    """Write records of which every one has findings: old evidence, and an area misspelt."""
    for number in range(count):
        write_record(
            folder,
            f"{modeline('reporting')}\nname: Example Council {number}\n"
            f"covers:\n  councils: [stockpot, stockport]\nsummary: You can report here.\n"
            "takes: [crime]\nrun_by: council\ncontacts:\n"
            + "".join(
                f"  - for: Report it\n    phone: 0161 217 60{line}\n"
                '    source: https://www.example.gov.uk/report\n    seen: "2019"\n'
                for line in range(10, 16)
            )
            + SOURCES,
            f"reporting/r{number}.yml",
        )


def _seconds(folder: Path) -> float:
    start = time.process_time()
    dataset = load_folder(folder)
    found = check_all(dataset)
    seconds = time.process_time() - start
    assert sum(finding.code == "old-evidence" for finding in found) == 6 * len(
        dataset.loaded.records
    )
    return seconds


def test_the_time_grows_with_the_number_of_records(tmp_path: Path) -> None:
    """Even when each record has several findings, whose places must be worked out."""
    _generate(tmp_path / "few", 100)
    _generate(tmp_path / "many", 800)
    few = min(_seconds(tmp_path / "few") for _ in range(2))
    assert _seconds(tmp_path / "many") < 14 * few + 1


def test_a_file_is_parsed_again_once_however_many_findings_it_has(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from safetyhelp.yaml import compose as composing
    from safetyhelp.yaml import parse as strict_yaml
    from safetyhelp.yaml import salvage

    _generate(tmp_path, 1)
    parses: list[str] = []
    compose = composing.compose
    strict_yaml._nodes.cache_clear()

    def counted(text: str) -> object:
        parses.append(text)
        return compose(text)

    monkeypatch.setattr(salvage, "compose", counted)
    monkeypatch.setattr(strict_yaml, "compose", counted)
    dataset = load_folder(tmp_path)
    about = [f for f in check_all(dataset) if f.file.startswith("data/reporting")]
    assert len(about) == 7
    assert len(parses) == 2


def test_what_is_checked_depends_on_the_day() -> None:
    def codes(day: date) -> set[str]:
        return {finding.code for finding in check_all(real_on(day))}

    assert "gap-expired" not in codes(TODAY)
    assert "gap-expired" in codes(date(2030, 1, 1))
    assert "date-in-future" in codes(date(2020, 1, 1))
