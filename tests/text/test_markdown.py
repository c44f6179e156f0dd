"""No value can leave its code span or its block."""

import re
from collections.abc import Callable

import pytest
from markdown_it import MarkdownIt

from safetyhelp.text.markdown import block, code, listed, report, row, sentence, visible

HOSTILE = (
    "`",
    "``` \n# Heading",
    "a`b``c```d",
    "` `",
    "@everyone <script>alert(1)</script>",
    "![x](https://evil.example/x.png)",
    "[x](javascript:alert(1)) | a | b |",
    "line one\n\n# two\r\n- three\x0bfour\u2028five",
    "\u202egnp.exe \u200bhidden \x1b[31m",
    "~~~",
    "\\`",
    "x" * 5000,
    "see @org/team at https://council.gov.uk/help",
    "https://council.gov.uk/a/b @team",
    "/@team and (@team) and -@team",
    "fixes #123, owner/name#4 and GH-5, gh-6",
    "::error file=a::b ##[error]c",
    "<https://evil.example> <a href=x>y</a> &lt;b&gt;",
    "***bold*** ~~gone~~ <!-- hidden -->",
    "1. one\n- [ ] two\n> three",
    " ",
    "",
)


def left_outside(markdown: str) -> str:
    """Return what stands outside code, by the rules of CommonMark for fences and code spans."""
    kept: list[str] = []
    outside: list[str] = []
    fence = ""
    for line in markdown.splitlines():
        mark = re.match(r" {0,5}(`{3,})([^`]*)$", line)
        if fence:
            if mark and len(mark[1]) >= len(fence) and not mark[2].strip():
                fence = ""
            continue
        if mark:
            fence = mark[1]
            continue
        kept.append(line)
    assert not fence, "a block was left open"
    text = "\n".join(kept)
    while True:
        run = re.search("(?<!`)`+(?!`)", text)
        if not run:
            return "".join((*outside, text))
        end = re.search(f"(?<!`){run[0]}(?!`)", text[run.end() :])
        if not end:  # backticks without a partner are only backticks
            outside.append(text[: run.end()])
            text = text[run.end() :]
            continue
        outside.append(text[: run.start()])
        text = text[run.end() + end.end() :]


@pytest.mark.parametrize("value", HOSTILE)
def test_a_span_holds_everything(value: str) -> None:
    span = code(value)
    assert "\n" not in span
    assert span.isprintable()
    assert left_outside(f"before {span} after") in ("before  after", "before (empty) after")


@pytest.mark.parametrize("value", HOSTILE)
def test_a_block_holds_everything(value: str) -> None:
    text = block((f"+ {visible(value)}", f"  {visible(value)}"), "diff")
    assert left_outside(f"before\n{text}\nafter") == "before\nafter"


def test_hidden_characters_are_shown() -> None:
    assert visible("a\u202eb\u200bc\td\ne") == "a\\u202eb\\u200bc d e"


def test_the_report_of_another_command_is_tamed() -> None:
    text = report("a <b>c</b> ![x](y) @team info@council.gov.uk\u200b\n- `code`\n")
    assert text == ("a &lt;b>c&lt;/b> !\\[x](y) @\u2060team info@council.gov.uk\n- `code`")


@pytest.mark.parametrize("tamed", [report, sentence])
@pytest.mark.parametrize(
    "text",
    [
        "call @octocat and/or us",
        "@my-org/my-team",
        "https://council.gov.uk/a/@octocat",
        "and/or@octocat and/@octocat",
        ".@octocat -@octocat +@octocat _@octocat",
        "é@octocat",
        "see my-org/my-repo#4, #5 and GH-6",
        sentence("@octocat #5"),
        "&commat;octocat &#64;octocat &#x40;octocat &num;5",
    ],
)
def test_nothing_that_is_quoted_calls_anybody(tamed: Callable[[str], str], text: str) -> None:
    called = re.compile(r"(?<![a-z0-9])@[a-z]|#[0-9]|GH-[0-9]")
    assert called.search(seen(text.replace("\u2060", ""))[1])
    assert not called.search(seen(tamed(text))[1].replace("r@octocat", ""))


@pytest.mark.parametrize("tamed", [report, sentence])
def test_an_address_can_be_copied(tamed: Callable[[str], str]) -> None:
    for address in ("info@council.gov.uk", "https://council.gov.uk/a?b=1&c=2"):
        assert tamed(address) == address


GFM = MarkdownIt("commonmark").enable(["table", "strikethrough"])
CALL = re.compile(r"@\w|#[0-9]|\bGH-[0-9]", re.IGNORECASE)


def seen(markdown: str) -> tuple[set[str], str]:
    """Return the elements that Markdown makes, and the text outside code that a reader sees."""
    html = GFM.render(markdown)
    elements = set(re.findall(r"<([a-z0-9]+)", html))
    text = re.sub(r"<code[^>]*>.*?</code>", "", html, flags=re.DOTALL)
    return elements, re.sub(r"<[^>]+>", "", text)


@pytest.mark.parametrize("value", HOSTILE)
def test_a_sentence_stays_a_sentence(value: str) -> None:
    text = sentence(value)
    assert "\n" not in text
    elements, words = seen(f"- [ ] place\n  - It says: {text}\n\nEnd")
    assert elements <= {"ul", "li", "p"}
    assert not CALL.search(words), words
    assert "End" in words


@pytest.mark.parametrize("value", HOSTILE)
def test_nothing_of_a_list_is_seen_outside_code(value: str) -> None:
    elements, words = seen(f"Before\n\n{listed([value, value])}\n\nAfter")
    assert elements == {"p", "pre", "code"}
    assert words.split() == ["Before", "After"]
    assert "##[" not in listed([value])
    assert not any(line.lstrip().startswith("::") for line in listed([value]).splitlines())


def test_a_sentence_can_still_be_read() -> None:
    assert (
        sentence("Moved to https://council.gov.uk/help") == "Moved to https://council.gov.uk/help"
    )
    assert seen(sentence("a*b_c [d] #e"))[1] == "a*b_c [d] #e\n"


BARS = ("a|b", "a\\|b", "a\\\\|b", "a\\\\\\|b", "|", "\\|", "||", "\\", "a\\")


def cells_for_github(line: str) -> list[str]:
    """Split a row as cmark-gfm does: a backslash and the sign behind it are read as a pair."""
    cell = r"(?:\\[!-/:-@\[-`{-~]|[^|])*"
    return re.findall(rf"\|({cell})(?=\|)", line)


@pytest.mark.parametrize("made", [code, sentence])
@pytest.mark.parametrize("value", [*HOSTILE, *BARS])
def test_no_value_ends_its_cell_in_a_table(made: Callable[[str], str], value: str) -> None:
    line = row(["one", made(value), "three"])
    assert len(cells_for_github(line)) == 3
    html = GFM.render(f"| a | b | c |\n|---|---|---|\n{line}\n")
    assert html.count("<td>") == 3
    assert html.count("<tr>") == 2
    assert "<td>three</td>" in html


def test_a_bar_in_a_cell_is_still_seen() -> None:
    html = GFM.render(f"| a | b |\n|---|---|\n{row([code('x|y'), sentence('x|y')])}\n")
    assert "<td><code>x|y</code></td>" in html
    assert "<td>x|y</td>" in html
