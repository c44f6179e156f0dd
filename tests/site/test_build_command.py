"""The build command: what it refuses, what it keeps, and that records never become markup."""

import re
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Dialog

from directory.project import DATA
from directory.records.reading import modeline
from tests.conftest import copy_project, run_script

HOSTILE = '<img src=x onerror=alert(1)> **bold** [link](javascript:alert(1)) {{ 7*7 }} & "q" \'s'


def _small_project(tmp_path: Path) -> Path:
    """Copy the project with few records and one gap for everything else."""
    root = copy_project(tmp_path / "project")
    for kind in ("police", "reporting"):
        shutil.copytree(DATA / kind, root / "data" / kind)
    nations = "nations: [england, wales, scotland, northern-ireland]"
    gaps = "".join(
        f"  - section: {kind}\n    covers:\n      {nations}\n"
        '    reason: This is a small copy for a test.\n    review_by: "2027-05-31"\n'
        for kind in (
            "victim-services",
            "rj-providers",
            "asb-case-reviews",
            "complaints",
            "partnerships",
        )
    )
    line = "# yaml-language-server: $schema=schema/gaps.schema.json"
    (root / "data" / "gaps.yml").write_text(f"{line}\ngaps:\n{gaps}", encoding="utf-8")
    return root


def _hostile_record(root: Path, **extra: str) -> Path:
    folder = root / "data" / "partnerships"
    folder.mkdir(exist_ok=True)
    quoted = HOSTILE.replace("'", "''")
    lines = [
        modeline("partnerships"),
        f"name: '{quoted}'",
        f"summary: '{quoted}'",
        "covers:",
        "  councils: [stockport]",
        "role: statutory",
        f"team: '{quoted}'",
        "former_ids: [old-name]",
        "contacts:",
        f"  - for: '{quoted}'",
        "    url: https://www.stockport.gov.uk/?a=1&b=2",
        "    source: https://www.stockport.gov.uk/hate-crime",
        '    seen: "2025"',
        "sources:",
        "  - url: https://www.stockport.gov.uk/hate-crime",
        '    seen: "2025"',
        *(f"{key}: {value}" for key, value in extra.items()),
    ]
    path = folder / "hostile.yml"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def _build(root: Path, *arguments: str) -> tuple[int, str]:
    done = run_script(root, "build_site.py", "--today", "2026-11-22", *arguments)
    output = done.stdout + done.stderr
    assert "Traceback" not in output, output
    return done.returncode, output


@pytest.mark.browser
def test_the_text_of_a_record_never_becomes_markup(tmp_path: Path, browser: Browser) -> None:
    root = _small_project(tmp_path)
    _hostile_record(root)
    code, output = _build(root)
    assert code == 0, output
    page = browser.new_page()
    dialogs: list[str] = []

    def dismiss(dialog: Dialog) -> None:
        dialogs.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", dismiss)
    for address, selector in (
        ("services/partnerships/hostile", "h1"),
        ("services/partnerships/hostile", ".lead"),
        ("areas/stockport", "#responsible ~ .card h3 a"),
        ("areas/stockport", "#responsible ~ .card .link"),
        ("services/partnerships", ".plain a"),
    ):
        page.goto((root / "site" / address / "index.html").as_uri())
        assert page.locator(selector).first.inner_text().strip() == HOSTILE, (address, selector)
        assert HOSTILE in page.title() or "partnerships/hostile" not in address
        assert page.locator("img").count() == 0
        assert page.locator("[href^='javascript']").count() == 0
    assert not dialogs


def test_a_former_id_redirects_and_an_ended_record_is_gone(tmp_path: Path) -> None:
    root = _small_project(tmp_path)
    _hostile_record(root, ends_on='"2026-12"')
    assert _build(root)[0] == 0
    signpost = root / "site/services/partnerships/old-name/index.html"
    assert 'content="0; url=../hostile/"' in signpost.read_text(encoding="utf-8")
    done = run_script(root, "build_site.py", "--today", "2027-01-01")
    assert done.returncode == 0, done.stdout + done.stderr
    assert not signpost.exists()
    assert not (root / "site/services/partnerships/hostile").exists()
    assert "onerror" not in (root / "site/areas/stockport/index.html").read_text(encoding="utf-8")


def test_a_record_that_has_not_begun_is_not_shown(tmp_path: Path) -> None:
    root = _small_project(tmp_path)
    _hostile_record(root, starts_on='"2026-12"')
    assert _build(root)[0] == 0
    assert not (root / "site/services/partnerships/hostile").exists()


def test_a_faulty_record_stops_the_build_and_the_old_site_stays(tmp_path: Path) -> None:
    root = _small_project(tmp_path)
    assert _build(root)[0] == 0
    before = (root / "site/index.html").read_bytes()
    broken = _hostile_record(root)
    broken.write_text(
        broken.read_text(encoding="utf-8").replace("statutory", "statutery"), encoding="utf-8"
    )
    code, output = _build(root)
    assert code == 1
    assert "data/partnerships/hostile.yml:6:7: error[wrong-choice]" in output
    assert "Did you mean “statutory”?" in output
    assert "what was there is untouched" in output
    assert (root / "site/index.html").read_bytes() == before


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--data", "nowhere"), "nowhere: there is no such folder. Give the folder with --data."),
        (("--today", "22/11/2026"), "Write it as year-month-day, like 2026-11-22."),
        (("--site-url", "javascript:alert(1)"), "starts with https:// or http://"),
        (("--out", "docs"), "this is not a site that was built here. Choose another --out."),
        (("--out", "."), "this is not a site that was built here. Choose another --out."),
    ],
)
def test_wrong_usage_is_explained(tmp_path: Path, arguments: tuple[str, ...], message: str) -> None:
    root = _small_project(tmp_path)
    done = run_script(root, "build_site.py", *arguments)
    assert done.returncode == 2, done.stdout + done.stderr
    assert message in done.stderr
    assert not re.search("Traceback", done.stderr)
    assert (root / "docs/index.md").is_file()
