"""The loader: text stays text, and what a clumsy or hostile file does to it."""

import os
import random
import threading
import time
from pathlib import Path

import pytest
import yaml

from safetyhelp.findings.model import Finding
from safetyhelp.records.reading import DataFolderError
from safetyhelp.text.misleading import first_misleading
from safetyhelp.yaml.compose import TextLoader
from safetyhelp.yaml.compose import _scan_events as scan_events
from safetyhelp.yaml.faults import syntax_fault
from safetyhelp.yaml.parse import Value, parse, position
from safetyhelp.yaml.source import MAX_BYTES, SourceText, check_text
from tests.records.support import PARTNERSHIP, findings_about, read, write_record


def parsed(text: str) -> Value:
    value, findings = parse(SourceText("x.yml", text))
    assert findings == []
    assert value is not None
    return value


@pytest.mark.parametrize(
    "text",
    "03001231212|0117|0o17|0x1F|17:30|1:2:3|NO|no|yes|on|Off|true|2026-11-22|1e3|1_000|.inf|-|<<"
    "|=|12.50|+44|007".replace("|-|", "|").split("|"),
)
def test_every_value_stays_the_text_that_was_written(text: str) -> None:
    assert parsed(f"a: {text}\nb: [{text}]\n") == {"a": text, "b": [text]}


@pytest.mark.parametrize(
    "text",
    ["Q & A", "R&D", "24 * 7", "Help!", "a #b", "& Co", "50%", "a - b", "---x", "it's", "a!b"],
)
def test_signs_within_a_text_are_no_syntax(text: str) -> None:
    quoted = f'a: "{text}"\nb: "{text}"\n'
    assert parsed(quoted) == {"a": text, "b": text}
    if text[0] not in "&-" and " #" not in text:
        assert parsed(f"a: {text}\n") == {"a": text}


def test_keys_stay_text_as_well() -> None:
    assert parsed("no: x\n101: y\n1.0: z\n") == {"no": "x", "101": "y", "1.0": "z"}


def test_quoted_nothing_is_text() -> None:
    assert parsed('a: "null"\nb: "~"\nc: ""\n') == {"a": "null", "b": "~", "c": ""}


def test_no_suspicious_text_slips_past_the_quick_look() -> None:
    """The quick look may be too careful, never too careless: compare it with a full reading."""
    rng = random.Random(1)
    parts = [*"ab ,[]{}#>'\"", "  ", "\n", ": ", ":", "- ", "-", "? ", "&x ", "*x", "!t ", "! "]
    parts += ["!!str ", "---", "...", "%", "%YAML 1.2\n", "|\n"]
    refused = 0
    for _ in range(40_000):
        text = "".join(rng.choices(parts, k=rng.randint(2, 9)))
        try:
            scan_events(text)
        except yaml.YAMLError:
            continue
        except Exception as fault:  # what a full reading refuses …
            value, findings = parse(SourceText("x.yml", text))
            assert value is None, repr(text)
            assert getattr(fault, "code", "") in {f.code for f in findings}, repr(text)
            refused += 1
    assert refused > 2_000


def test_no_text_makes_the_parser_stop_with_an_error() -> None:
    rng = random.Random(2)
    alphabet = " \n:-?[]{}&*!|>'\"%@`,#~ab01\\u\x7fé\U0001f600"
    for _ in range(20_000):
        text = "".join(rng.choices(alphabet, k=rng.randint(1, 30)))
        value, findings = parse(SourceText("x.yml", text))
        assert value is not None or findings
        for finding in findings:
            assert finding.line >= 1
            assert finding.column >= 1


def test_the_loader_constructs_nothing() -> None:
    assert TextLoader.yaml_implicit_resolvers == {}


def test_size_is_measured_in_bytes() -> None:
    fits = b"name: " + b"x" * (MAX_BYTES - 6)
    assert isinstance(check_text(fits, "x.yml"), SourceText)
    assert isinstance(check_text(fits + b"x", "x.yml"), Finding)


def test_every_kind_of_invisible_character_is_found() -> None:
    ranges = [(0, 9), (0xB, 0x20), (0x7F, 0xA1), (0x2000, 0x2010), (0x2028, 0x2030)]
    ranges += [(0x2060, 0x2070), (0xFE00, 0xFE10), (0xE0000, 0xE0200), (0xD800, 0xD804)]
    codes = [0xAD, 0x61C, 0x115F, 0x180E, 0x2800, 0x3000, 0x3164, 0xFEFF, 0xFFA0, 0xFFFD, 0xFFFE]
    codes += [code for first, end in ranges for code in range(first, end)]
    for code in codes:
        assert first_misleading(f"ab{chr(code)}c") == 2, hex(code)


def test_letters_and_signs_that_people_use_are_allowed() -> None:
    assert first_misleading("Ŵŷ Gàidhlig “quotes” – dash … £5 ½ naïve • é e\u0301 \n") is None


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    write_record(tmp_path, PARTNERSHIP)
    os.mkfifo(tmp_path / "partnerships" / "pipe.yml")
    found: list[Finding] = []
    reader = threading.Thread(target=lambda: found.extend(read(tmp_path).findings), daemon=True)
    reader.start()
    reader.join(timeout=10)
    assert [finding.code for finding in found] == ["unreadable-file"]


def test_a_file_that_we_may_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    write_record(tmp_path, PARTNERSHIP)
    monkeypatch.setattr(Path, "read_bytes", refuse)
    (finding,) = read(tmp_path).findings
    assert finding.code == "unreadable-file"
    assert "Permission denied" in finding.message


def test_a_folder_that_we_may_not_list(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_record(tmp_path, PARTNERSHIP)
    listed = Path.iterdir

    def refuse(path: Path) -> object:
        if path.name == "partnerships":
            raise PermissionError(13, "Permission denied")
        return listed(path)

    monkeypatch.setattr(Path, "iterdir", refuse)
    (finding,) = read(tmp_path).findings
    assert (finding.code, finding.file) == ("unreadable-file", "data/partnerships")


def test_a_link_within_the_data_folder_is_followed(tmp_path: Path) -> None:
    write_record(tmp_path, PARTNERSHIP)
    (tmp_path / "partnerships" / "same.yml").symlink_to("example.yml")
    assert read(tmp_path).findings == []


def test_the_data_folder_itself_may_be_a_link(tmp_path: Path) -> None:
    write_record(tmp_path / "real", PARTNERSHIP)
    (tmp_path / "data").symlink_to(tmp_path / "real")
    loaded = read(tmp_path / "data")
    assert loaded.findings == []
    assert len(loaded.records) == 1


def test_a_file_name_that_is_not_text(tmp_path: Path) -> None:
    write_record(tmp_path, PARTNERSHIP)
    name = os.fsencode(tmp_path) + b"/partnerships/x\xff\n::error::.txt"
    try:
        Path(os.fsdecode(name)).touch()
    except OSError:
        pytest.skip("this file system refuses such names")
    (finding,) = read(tmp_path).findings
    assert finding.code == "stray-file"


@pytest.mark.parametrize("missing", ["nothing", "empty"])
def test_a_data_folder_without_records_is_refused(missing: str, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(DataFolderError):
        read(tmp_path / missing)


def test_all_faults_of_a_file_are_found_in_one_run(tmp_path: Path) -> None:
    text = PARTNERSHIP.replace(
        "role: statutory", "role:\ncolour: red\nshown: sometimes\nname: Again"
    )
    codes = [finding.code for finding in findings_about(text, tmp_path)]
    assert codes == ["empty-value", "unknown-field", "wrong-choice", "duplicate-key"]


def test_positions_of_values_keys_and_what_is_missing() -> None:
    source = SourceText("x.yml", 'a: 1\nb:\n  - c: "é" \n    d: [x, y]\n')
    assert position(source, ("b", 0, "d", 1)) == (4, 12)
    assert position(source, ("b", 0, "d"), of_key=True) == (4, 5)
    assert position(source, ("b", 0, "zzz", 3)) == (3, 5)
    assert position(source, ("b", 7)) == (3, 3)
    assert position(source, ()) == (1, 1)
    assert position(SourceText("x.yml", "a: ["), ("a",)) == (1, 1)
    assert position(SourceText("x.yml", "a: " + "[" * 60_000), ("a",)) == (1, 1)


HEAVY = ["[" * 65_000, "{a: " * 16_000, "- " * 32_000, "? " * 32_000, '"' * 65_000, "!" * 65_000]
HEAVY += ["a: &a [*a]\n" * 5_000, "\n" * 65_000, "a:\n" * 20_000, "[a]: b\n" * 9_000]


@pytest.mark.parametrize("text", HEAVY, ids=lambda text: repr(text[:8]))
def test_no_file_within_the_limit_takes_long(text: str) -> None:
    start = time.process_time()
    parse(SourceText("x.yml", text))
    assert time.process_time() - start < 3


def test_what_no_rule_knows_is_said_to_be_unreadable() -> None:
    fault = syntax_fault("name: A\nrole: statutory\n", yaml.YAMLError())
    assert (fault.code, fault.message, fault.suggestion, fault.at) == (
        "yaml-syntax",
        "This line cannot be read.",
        "Compare it with the same line in another record of this kind.",
        (1, 1),
    )


@pytest.mark.parametrize("value", ['"Team \\d"', '"Team \\ud800"'])
def test_a_backslash_between_quotes_is_pointed_at(value: str, tmp_path: Path) -> None:
    (found,) = findings_about(PARTNERSHIP + f"team: {value}\n", tmp_path)
    assert (found.code, found.message) == (
        "yaml-syntax",
        "A backslash (\\) means something special between these quote marks.",
    )


def test_a_data_folder_that_may_not_be_read_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever runs the tests may be allowed to read everything, so the system's refusal is made."""

    def refuse(_: Path) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "iterdir", refuse)
    with pytest.raises(DataFolderError, match=r"data: cannot be read: Permission denied\."):
        read(tmp_path)
