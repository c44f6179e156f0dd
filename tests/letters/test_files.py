"""What is copied and saved is text and nothing else, whatever is typed: 200 texts are tried."""

import base64
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.letters.hostile import COUNT, generated, left_of

pytestmark = pytest.mark.browser

Opened = Callable[[str, str], Page]
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
# A lone half of a character does not survive the way into the browser otherwise.
TYPE = """async ([root, texts]) => {
  const { docx } = await import(`${root}assets/letters/docx.js`);
  const { asText, paragraphs } = await import(`${root}assets/letters/sheet.js`);
  const sheet = document.querySelector(".version:not([hidden]) [data-wording=plain] .sheet");
  const box = document.querySelector("#what_happened");
  const base64 = (bytes) => {
    let said = "";
    for (const byte of bytes) said += String.fromCharCode(byte);
    return btoa(said);
  };
  return texts.map((units) => {
    box.value = String.fromCharCode(...units);
    box.dispatchEvent(new Event("input", { bubbles: true }));
    const place = sheet.querySelector("[data-fill=what_happened]");
    const said = paragraphs(sheet);
    return {
      shown: place.textContent,
      inside: place.childElementCount,
      elements: document.querySelectorAll("*").length,
      text: asText(said),
      file: base64(docx(said, "plain")),
    };
  });
}"""


def units(text: str) -> list[int]:
    """Return the UTF-16 units of a text."""
    data = text.encode("utf-16-le", "surrogatepass")
    return [int.from_bytes(data[at : at + 2], "little") for at in range(0, len(data), 2)]


def paragraphs_of(content: bytes) -> list[str]:
    """Read a Word file with the modules of Python: every part of it must be whole."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        assert archive.testzip() is None
        assert archive.namelist() == ["[Content_Types].xml", "_rels/.rels", "word/document.xml"]
        for name in archive.namelist():
            ElementTree.fromstring(archive.read(name))
        body = ElementTree.fromstring(archive.read("word/document.xml"))
    signs = {f"{W}br": "\n", f"{W}tab": "\t"}
    return [
        "".join(signs.get(part.tag, part.text or "") for part in run)
        for paragraph in body.iter(f"{W}p")
        for run in paragraph.iter(f"{W}r")
    ]


def _without_looks(paragraphs: list[str]) -> list[str]:
    return [text.strip() for text in paragraphs]


def test_what_is_typed_is_only_ever_text(opened_alone: Opened, site_url: str) -> None:
    page = opened_alone("case-review", "stockport")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    texts = [*generated()]
    assert len(texts) == COUNT == 200
    found = page.evaluate(TYPE, [site_url, [units(text) for text in texts]])
    assert len({each["elements"] for each in found}) == 1
    for typed, each in zip(texts, found, strict=True):
        expected = left_of(typed)
        assert each["shown"] == expected
        assert each["inside"] == 0
        assert f"What happened, when and where: {expected}\n" in each["text"]
        saved = _without_looks(paragraphs_of(base64.b64decode(each["file"])))
        assert "\n\n".join(saved) + "\n" == each["text"]
    assert page.evaluate("window.hacked") is None
    assert page.url == f"{site_url}letters/case-review/#at=stockport"
    ours = ("assets/letters/docx.js", "assets/letters/sheet.js")
    assert [url for url in asked if not url.endswith(ours)] == []


def test_the_hostile_texts_hold_all_that_is_hostile() -> None:
    everything = "".join(generated())
    for piece in ("<script>", "\u202e", "\x00", "\ud800", "\ufffe", "</w:t>", "\u2028", "\r\n"):
        assert piece in everything
    assert max(map(len, generated())) > 4_000


def _fill(page: Page) -> None:
    page.locator("#name").fill("Ann <b>Example</b>")
    page.locator("#what_happened").fill("They shouted.\n\nThey said: “&”.")


def test_copy_gives_the_letter_as_text(opened_alone: Opened, context: BrowserContext) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = opened_alone("case-review", "stockport")
    _fill(page)
    page.get_by_role("button", name="Copy").click()
    expect(page.locator(".after [role=status]")).to_have_text("Copied. You can now paste it.")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("Ann <b>Example</b>\n\n[how to reach you]\n\n")
    assert "What happened, when and where: They shouted.\n\nThey said: “&”.\n\n" in copied
    assert copied.endswith("Thank you.\n\nAnn <b>Example</b>\n")
    kinds = page.evaluate("navigator.clipboard.read().then((all) => all.flatMap((i) => i.types))")
    assert kinds == ["text/plain"]


def test_where_the_clipboard_is_closed_the_letter_is_shown(opened: Opened) -> None:
    page = opened("case-review", "stockport")
    closed = "navigator.clipboard.writeText = () => Promise.reject(new Error('closed'))"
    page.evaluate(f"() => {{ {closed}; }}")
    _fill(page)
    page.get_by_role("button", name="Copy").click()
    shown = page.get_by_role("textbox", name="The letter")
    expect(shown).to_be_focused()
    assert shown.input_value().startswith("Ann <b>Example</b>\n\n")
    page.locator("#name").fill("Another")
    expect(shown).to_have_count(0)


def saved(page: Page, button: str) -> tuple[str, bytes]:
    with page.expect_download() as download:
        page.get_by_role("button", name=button).click()
    return download.value.suggested_filename, Path(download.value.path()).read_bytes()


def test_a_letter_is_saved_as_text_and_as_a_word_file(opened: Opened) -> None:
    page = opened("case-review", "stockport")
    _fill(page)
    name, text = saved(page, "Save as text")
    assert name == "letter.txt"
    word, content = saved(page, "Save as Word")
    assert word == "letter.docx"
    said = "\n\n".join(_without_looks(paragraphs_of(content))) + "\n"
    assert said == text.decode("utf-8")
    assert "Ann <b>Example</b>" in said
    page.locator("#wording").select_option("easy_read")
    _, easy = saved(page, "Save as Word")
    sizes = {size: f'<w:sz w:val="{size}"/>'.encode() in easy for size in (24, 32)}
    assert sizes == {24: False, 32: True}


def test_a_word_file_tells_nothing_of_the_day_or_the_device(opened: Opened) -> None:
    page = opened("case-review", "stockport")
    _, content = saved(page, "Save as Word")
    with zipfile.ZipFile(BytesIO(content)) as archive:
        assert {each.date_time for each in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert {each.compress_type for each in archive.infolist()} == {zipfile.ZIP_STORED}


OFFICE: Any = shutil.which("soffice") or shutil.which("libreoffice")


@pytest.mark.skipif(not OFFICE, reason="LibreOffice is not on this machine: no soffice on the PATH")
def test_libreoffice_opens_the_word_file(opened: Opened, tmp_path: Path) -> None:
    page = opened("case-review", "stockport")
    _fill(page)
    _, text = saved(page, "Save as text")
    _, content = saved(page, "Save as Word")
    (tmp_path / "letter.docx").write_bytes(content)
    home = f"-env:UserInstallation={(tmp_path / 'home').as_uri()}"
    subprocess.run(
        [OFFICE, home, "--headless", "--convert-to", "pdf", "letter.docx"],
        cwd=tmp_path, check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    from pypdf import PdfReader

    sheets = PdfReader(tmp_path / "letter.pdf").pages
    paper = "".join(sheet.extract_text() for sheet in sheets)
    assert "".join(paper.split()) == "".join(text.decode("utf-8").split())
