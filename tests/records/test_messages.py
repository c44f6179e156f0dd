"""Every message for contributors: a test reads it, and it speaks their language.

What the checks print is kept in golden files. Here those are held against the code: a message that
is in the code and in no golden file, expected output or test has never been read by anybody.
"""

import ast
import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import pytest

from safetyhelp.findings.codes import CODES
from safetyhelp.findings.renderers import OVERDUE_HEAD
from safetyhelp.paths import ROOT

PACKAGE = ROOT / "scripts" / "safetyhelp"
TESTS = ROOT / "tests"
# Where contributors' mistakes are put into words.
FOLDERS = ("yaml", "records", "checks", "new_record", "issue_forms", "issue_forms/apply")
# What a message may not say: words of programmers, and of the parser.
JARGON = re.compile(
    r"\b(?:mapping|scalar|token|node|parser?|parsed|null|none type|nonetype|boolean|integer|string|"
    r"array|dict|object|regex|regexp|exception|traceback|instance|validat(?:e|or|ion) error|"
    r"invalid|syntax|unicode escape|utf8 codec|additional properties|does not match|indentation|"
    r"flow sequence|block end)\b",
    re.IGNORECASE,
)
FORM = re.compile(r"\S.*?:\d+:\d+: (?:error|overdue|warning)\[[a-z0-9-]+\]: \S.*\S$", re.DOTALL)

HEADS = ("", OVERDUE_HEAD)
"""What stands between the sections of the output."""


def goldens() -> list[Path]:
    """Return the files that hold what the checks print, line by line."""
    records = [
        *TESTS.glob("records/cases/bad/*/*.txt"),
        *TESTS.glob("records/cases/*/*/expected.txt"),
    ]
    return sorted([*records, *TESTS.glob("checks/cases/*/expected.txt")])


def _on_one_line(text: str) -> str:
    return " ".join(text.split())


@lru_cache
def what_tests_read() -> str:
    """Return everything with which tests compare output, each piece on one line."""
    read = [_on_one_line(path.read_text("utf-8")) for path in TESTS.rglob("*.txt")]
    for path in TESTS.rglob("test_*.py"):
        if path != Path(__file__):
            tree = ast.parse(path.read_text("utf-8"))
            read += [_on_one_line(piece) for node in ast.walk(tree) for piece in _pieces(node)]
    # In a pattern, full stops and brackets stand behind backslashes.
    return "\n".join(read).replace("\\", "")


def _pieces(node: ast.AST) -> Iterator[str]:
    """Yield the fixed pieces of the texts in an expression."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.JoinedStr):
        yield from (piece for part in node.values for piece in _pieces(part))
    elif isinstance(node, ast.IfExp):
        yield from (*_pieces(node.body), *_pieces(node.orelse))
    elif isinstance(node, ast.BinOp):
        yield from (*_pieces(node.left), *_pieces(node.right))


def messages(path: Path) -> Iterator[tuple[int, str]]:
    """Yield line and text of every fixed piece of a sentence that a module can print.

    That is: text of three words and more that is no docstring. What a message quotes differs from
    case to case, so the pieces between are looked for.
    """
    tree = ast.parse(path.read_text("utf-8"))
    docstrings = {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant | ast.JoinedStr) and id(node) not in docstrings:
            for piece in _pieces(node):
                text = _on_one_line(piece).replace("\\", "")
                if re.search(r"[a-z]+,? [a-z]+ [a-z]", text):
                    yield node.lineno, text


# Modules whose texts are no messages for contributors: lists of names, words for visitors, faults
# of schemas and of the program itself; and the forms, which have tests of their own.
NO_MESSAGES = (
    "yaml/tree.py",
    "records/schema.py",
    "records/vocabulary.py",
    "checks/people.py",
    "checks/referrals.py",
    "issue_forms/fields.py",
    "issue_forms/files.py",
    "issue_forms/forms.py",
    "issue_forms/questions.py",
)
MODULES = sorted(
    path
    for folder in FOLDERS
    for path in (PACKAGE / folder).glob("*.py")
    if path.relative_to(PACKAGE).as_posix() not in NO_MESSAGES
)


def test_every_folder_and_exception_is_there() -> None:
    assert all((PACKAGE / each).exists() for each in (*FOLDERS, *NO_MESSAGES))


@pytest.mark.parametrize("path", MODULES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_every_message_is_read_by_a_test(path: Path) -> None:
    unread = [(line, text) for line, text in messages(path) if text not in what_tests_read()]
    assert unread == []


def test_a_message_that_nobody_reads_would_be_found(tmp_path: Path) -> None:
    module = tmp_path / "new.py"
    sentence = " ".join(["No", "test", "anywhere", "reads", "this", "sentence."])
    module.write_text(
        f'def fault() -> str:\n    """A docstring, no message."""\n    return "{sentence}"\n'
    )
    assert list(messages(module)) == [(3, sentence)]
    assert sentence not in what_tests_read()


@pytest.mark.parametrize("path", MODULES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_messages_speak_plainly(path: Path) -> None:
    for line, text in messages(path):
        found = JARGON.search(text)
        assert not found, (line, found and found[0], text)


@pytest.mark.parametrize("path", goldens(), ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_what_is_printed_has_file_line_fault_and_remedy(path: Path) -> None:
    lines = [line for line in path.read_text("utf-8").splitlines() if line not in HEADS]
    assert len(lines) % 2 == 0
    for fault, remedy in zip(lines[::2], lines[1::2], strict=True):
        assert FORM.fullmatch(fault), fault
        assert re.fullmatch(r"    To mend it: \S.{9,}", remedy), remedy
        code = fault.partition("[")[2].partition("]")[0]
        assert code in CODES, code
        assert not JARGON.search(fault.partition("]: ")[2]), fault
