"""The canonical form: what it does to a file, and that it never changes what the file says."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from safetyhelp.findings.model import Finding
from safetyhelp.paths import DATA
from safetyhelp.records.canonical.form import canonical, format_text
from safetyhelp.records.kinds import LISTS, RECORD_KINDS
from safetyhelp.records.reading import modeline
from safetyhelp.yaml.comments import find_comments
from safetyhelp.yaml.parse import Value, parse
from safetyhelp.yaml.scalars import scalar
from safetyhelp.yaml.source import SourceText, check_text
from safetyhelp.yaml.tree import Document, group_of
from tests.commands import run
from tests.contributing.support import HERE, files_of, schemas

CASES = sorted((HERE / "cases" / "formatting").glob("*.before.yml"))


def formatted(text: str, name: str) -> str:
    found = format_text(SourceText("file.yml", text), name, schemas())
    assert found.findings == ()
    return found.text


def value_of(text: str) -> Value | None:
    value, faults = parse(SourceText("file.yml", text))
    assert faults == []
    return value


def comments_of(text: str) -> list[str]:
    return sorted(c.text for c in find_comments(text) if "yaml-language-server" not in c.text)


@pytest.mark.parametrize("before", CASES, ids=lambda path: path.name.removesuffix(".before.yml"))
def test_case(before: Path) -> None:
    """Each case is a file before and after; the kind stands in its name after the first dot."""
    name = before.name.split(".")[1]
    expected = before.with_name(before.name.replace(".before.", ".after."))
    source = before.read_text(encoding="utf-8")
    assert formatted(source, name) == expected.read_text(encoding="utf-8")
    assert formatted(expected.read_text(encoding="utf-8"), name) == expected.read_text("utf-8")


def test_every_real_file_is_in_canonical_form() -> None:
    """So it also keeps its meaning and its comments: not one byte is written anew."""
    done = run("format_records.py", "--check")
    assert (done.returncode, done.stdout) == (0, "")
    files = len([*DATA.glob("*/*.yml"), *DATA.glob("*.yml")])
    assert files > 700
    assert done.stderr == f"0 of {files} files are not in canonical form.\n"


# Generated files: any value, in any layout that YAML has for it, with comments anywhere.

TRICKY = [
    "yes", "No", "NULL", "~", "0117", "17:30", "2026-11-22", "1e3", "0x1F", "+44 20",
    "01204 336500", "a: b", "a #b", "#a", "- a", "? a", "&a", "*a", "!a", "%a", "@a",
    "`a", "|", ">", "'", '"', "\\", "a:", ": a", "[a]", "{a}", "a, b", "<<", "=", "---", "...",
    "ŵ ’x’", "£5", "a  b", " a", "a ", "https://a.uk/?b=c#d", "line\nline", "line\n\nline\n",
    "\nline", "  two\nthree", "a\\nb", "",
]  # fmt: skip
LETTERS = st.text(st.sampled_from("abyno019 :#-'\"\\,[]{}&*!|>%@`?~.\nŵ’"), max_size=14)
TEXTS = st.one_of(st.sampled_from(TRICKY), LETTERS)
COMMENTS = st.sampled_from(["# a", "#b: c", "# 'x' [y", "# - z", "#"])


def _known_keys(name: str) -> list[str]:
    return list(schemas().inlined[name]["properties"])


@st.composite
def groups(draw: st.DrawFn, depth: int = 0) -> dict[str, Any]:
    keys = st.one_of(
        st.sampled_from(["for", "phone", "seen", "covers", "councils", "yes", "a b", "x-1", "0"]),
        LETTERS.filter(lambda key: "\n" not in key),
    )
    values = TEXTS
    if depth < 2:
        lists = st.lists(st.one_of(TEXTS, groups(depth + 1)), max_size=3)
        values = st.one_of(TEXTS, lists, groups(depth + 1))
    return draw(st.dictionaries(keys, values, max_size=4))


def _quoted(text: str, draw: st.DrawFn) -> str:
    """Write a text in one of the ways that YAML has for it on one line."""
    if "\n" not in text and draw(st.booleans()):
        return "'" + text.replace("'", "''") + "'"
    if draw(st.booleans()) and scalar(text) == text:
        return text
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def _messy(value: Any, indent: int, draw: st.DrawFn) -> list[str]:
    """Write a group or a list in lines, with random steps, brackets, comments and empty lines."""
    lines: list[str] = []
    items = value.items() if isinstance(value, dict) else [("", item) for item in value]
    for key, inner in items:
        space = " " * indent
        if draw(st.integers(0, 5)) == 0:
            lines.append(" " * draw(st.integers(0, indent + 3)) + draw(COMMENTS))
        if draw(st.integers(0, 5)) == 0:
            lines.append("")
        lead = f"{space}{_quoted(key, draw)}:" if isinstance(value, dict) else f"{space}-"
        beside = "  " + draw(COMMENTS) if draw(st.integers(0, 4)) == 0 else ""
        if isinstance(inner, str):
            lines.append(f"{lead} {_quoted(inner, draw)}{beside}")
        elif not inner:
            lines.append(f"{lead} {'{}' if isinstance(inner, dict) else '[]'}{beside}")
        elif (
            isinstance(inner, list)
            and all(isinstance(i, str) for i in inner)
            and draw(st.booleans())
        ):
            texts = (_quoted(item, draw) if "," not in item else '"x"' for item in inner)
            joint = ", " if draw(st.booleans()) else f",\n{space}    "
            lines.append(f"{lead} [{joint.join(f'{t}' for t in texts)}]{beside}")
        else:
            step = draw(st.integers(1, 4))
            lines.append(f"{lead}{beside}")
            lines.extend(_messy(inner, indent + step, draw))
    return lines


@st.composite
def messy_files(draw: st.DrawFn) -> tuple[str, str]:
    name = draw(st.sampled_from((*RECORD_KINDS, *LISTS)))
    value = draw(groups())
    for key in draw(st.lists(st.sampled_from(_known_keys(name)), max_size=4, unique=True)):
        value[key] = draw(TEXTS)
    lines = _messy(value, 0, draw) or ["{}"]
    head = [modeline(name)] if draw(st.booleans()) else []
    tail = [draw(COMMENTS)] if draw(st.booleans()) else []
    return name, "\n".join([*head, *lines, *tail]) + "\n"


@settings(
    max_examples=150, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck)
)
@given(messy_files())
def test_any_file_keeps_its_meaning_and_its_comments(case: tuple[str, str]) -> None:
    name, text = case
    value, faults = parse(SourceText("file.yml", text))
    if faults:  # by chance something that the strict loader refuses: then nothing is touched
        found = format_text(SourceText("file.yml", text), name, schemas())
        assert (found.text, found.findings) == (text, tuple(faults))
        return
    once = formatted(text, name)
    assert value_of(once) == value
    assert comments_of(once) == comments_of(text)
    assert formatted(once, name) == once
    assert once.startswith(modeline(name) + "\n")


@settings(max_examples=100, deadline=None, derandomize=True)
@given(groups(), st.sampled_from(RECORD_KINDS))
def test_any_values_can_be_written_and_read_back(value: dict[str, Any], name: str) -> None:
    text = canonical(Document(group_of(value)), name, schemas())
    assert value_of(text) == value
    assert formatted(text, name) == text
    assert not isinstance(check_text(text.encode(), "file.yml"), Finding)


@given(TEXTS)
def test_a_text_is_written_so_that_every_yaml_reader_agrees(text: str) -> None:
    import yaml

    assert yaml.safe_load(f"key: {scalar(text)}") == {"key": text}


# The command


@pytest.fixture
def bolton(data: Path) -> Path:
    return data / "reporting" / "bolton-council.yml"


def test_the_command_formats_and_says_what_it_did(data: Path, bolton: Path) -> None:
    good = bolton.read_text(encoding="utf-8")
    lines = good.splitlines()
    bolton.write_bytes(
        ("\r\n".join([lines[0], *reversed(lines[5:7]), *lines[1:5], *lines[7:]])).encode()
    )
    before = files_of(data)
    checked = run("format_records.py", "--check", "--data", data, bolton)
    shown = bolton.as_posix()
    assert checked.returncode == 1
    command = f"To put all of it right, run: python scripts/format_records.py {shown}"
    assert checked.stdout.startswith(
        f"{shown}:1:1: error[not-canonical]: The lines of this file end as Windows ends them.\n"
        f"    To mend it: Save it with the line ends of Unix (LF). {command}\n"
        f"{shown}:2:1: error[not-canonical]: “"
    )
    assert files_of(data) == before
    done = run("format_records.py", "--data", data)
    assert (done.returncode, done.stdout) == (0, f"{shown}: brought into canonical form.\n")
    assert done.stderr == f"1 of {len(before)} files were brought into canonical form.\n"
    assert bolton.read_bytes() == good.encode()
    again = run("format_records.py", "--check", "--data", data)
    assert (again.returncode, again.stdout) == (0, "")


def test_what_differs_is_said(data: Path, bolton: Path) -> None:
    good = bolton.read_text(encoding="utf-8")
    for content, line, what in (
        (good.rstrip("\n"), good.count("\n"), "The last line of this file has no end."),
        (good.replace("\n", "\r\n"), 1, "The lines of this file end as Windows ends them."),
        (good.replace("run_by: ", "run_by:   "), 7, "“run_by: council” is not written as in all"),
        (good.replace("\nrun_by", "\n\nrun_by"), 7, "There is an empty line here."),
    ):
        bolton.write_bytes(content.encode())
        done = run("format_records.py", "--check", "--data", data, bolton)
        assert done.returncode == 1
        fault, remedy = done.stdout.splitlines()
        assert fault.startswith(f"{bolton.as_posix()}:{line}:1: error[not-canonical]: {what}")
        assert remedy.startswith("    To mend it: ")


@pytest.mark.parametrize(
    ("content", "code", "words"),
    [
        ("name: A\nname: B\n", "duplicate-key", "“name” stands here twice in the same group."),
        ("name: [A\n", "yaml-syntax", "A bracket opens here, and none closes on this line."),
        (
            "- a\n- b\n",
            "yaml-syntax",
            (
                "The file does not hold lines “key: value”.\n"
                "    To mend it: Compare it with another file of the same kind."
            ),
        ),
        ("name: &a A\n", "anchor-or-alias", "Anchors and aliases (& and *) are not used here."),
    ],
)
def test_a_file_with_mistakes_is_left_alone(
    content: str, code: str, words: str, data: Path, bolton: Path
) -> None:
    bolton.write_text(content, encoding="utf-8")
    done = run("format_records.py", "--data", data)
    assert done.returncode == 1
    assert f"{bolton.as_posix()}:" in done.stdout
    assert f"error[{code}]: {words}" in done.stdout
    assert "To mend it: " in done.stdout
    assert bolton.read_text(encoding="utf-8") == content


def test_a_text_that_would_change_its_meaning_is_left_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """No such text is known, so the writer is made to lose something."""
    source = SourceText("data/reporting/x.yml", "name: A\nsummary: B\n")
    lossy = "safetyhelp.records.canonical.form.canonical"
    monkeypatch.setattr(lossy, lambda *_: "name: A\n")
    found = format_text(source, "reporting", schemas())
    assert found.text == source.text
    assert [(each.message, each.suggestion) for each in found.findings] == [
        (
            "The file cannot be brought into canonical form without a change of its meaning.",
            "Write it in a simpler way: no keys over several lines, no comments inside brackets.",
        )
    ]


def test_a_name_that_is_no_record_is_refused(data: Path, tmp_path: Path) -> None:
    outside = tmp_path / "x.yml"
    outside.write_text("a: b\n", encoding="utf-8")
    (data / "loop").symlink_to("loop")
    loop, dead = data / "loop" / "x.yml", data / "reporting" / "dead.yml"
    dead.symlink_to("none.yml")
    for path in (outside, data / "reporting" / "none.yml", data / "reporting", loop, dead):
        done = run("format_records.py", "--data", data, path)
        assert done.returncode == 2
        assert (
            done.stderr == f"{path}: this is not a record in {data.as_posix()}. Check its name.\n"
        )
    missing = run("format_records.py", "--data", tmp_path / "nowhere")
    assert missing.returncode == 2
    assert "there is no such folder. Give the folder with --data." in missing.stderr
