"""No value can leave its code span or its block."""

import re

import pytest

from safetyhelp.text.markdown import block, code, report, visible

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
    assert text == ("a &lt;b>c&lt;/b> !\\[x](y) &#64;&#8203;team info@council.gov.uk\n- `code`")
