"""The build command: what it refuses, what it keeps, and that records never become markup."""

import re
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Dialog

from safetyhelp.dataset.dataset import Dataset
from safetyhelp.pages.answer.page import answer_pages
from safetyhelp.pages.records import record_pages
from safetyhelp.pages.templates import make_renderer
from safetyhelp.paths import ROOT
from safetyhelp.publisher import Publisher
from safetyhelp.records.reading import modeline
from tests.commands import run
from tests.conftest import BuiltSite, copy_project, run_script
from tests.small_data import write_small_data

HOSTILE = '<img src=x onerror=alert(1)> **bold** [link](javascript:alert(1)) {{ 7*7 }} & "q" \'s'


def _small_project(tmp_path: Path) -> Path:
    """Copy the project with few records and one gap for everything else."""
    root = copy_project(tmp_path / "project")
    shutil.rmtree(root / "data")
    write_small_data(root / "data")
    _let_markup_pass(root)
    return root


def _let_markup_pass(root: Path) -> None:
    """Take out the check that refuses markup: pages must be safe even if it missed something."""
    rules = root / "scripts" / "safetyhelp" / "checks" / "rules.py"
    text = rules.read_text(encoding="utf-8")
    assert "    texts.texts_are_plain,\n" in text
    rules.write_text(text.replace("    texts.texts_are_plain,\n", ""), encoding="utf-8")


def _hostile_record(
    root: Path, id: str = "hostile", council: str = "stockport", **more: str
) -> Path:
    """Write a record all of whose texts are hostile; `more` are fields as they stand in YAML."""
    folder = root / "data" / "partnerships"
    folder.mkdir(exist_ok=True)
    quoted = HOSTILE.replace("'", "''")
    fields = {"role": "statutory", **more}
    lines = [
        modeline("partnerships"),
        f"name: '{quoted}'",
        f"summary: '{quoted}'",
        "covers:",
        f"  councils: [{council}]",
        f"team: '{quoted}'",
        "contacts:",
        f"  - for: '{quoted}'",
        "    url: https://www.stockport.gov.uk/?a=1&b=2",
        "    source: https://www.stockport.gov.uk/hate-crime",
        '    seen: "2025"',
        "sources:",
        "  - url: https://www.stockport.gov.uk/hate-crime",
        '    seen: "2025"',
        *(f"{key}: {value}" for key, value in fields.items()),
    ]
    path = folder / f"{id}.yml"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def _build(root: Path, *arguments: str) -> tuple[int, str]:
    done = run_script(root, "build_site.py", *arguments)
    output = done.stdout + done.stderr
    assert "Traceback" not in output, output
    return done.returncode, output


@pytest.fixture(scope="module")
def on_two_days(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, str], dict[str, str]]:
    """Make the pages of records that begin, end and are replaced, on a day and six weeks later.

    Returns for each day the text of each page about them, by its path below docs/.
    """
    root = _small_project(tmp_path_factory.mktemp("days"))
    _hostile_record(root, "to-end", "bolton", former_ids="[old-to-end]", ends_on='"2026-12"')
    _hostile_record(root, "to-begin", "bury", starts_on='"2026-12"')
    replaced = {"ends_on": '"2025-12"', "replaced_by": "third"}
    _hostile_record(root, "ended", former_ids="[old-name]", **replaced)
    _hostile_record(root, "still-here", role="umbrella", **{**replaced, "ends_on": '"2027-12"'})
    _hostile_record(root, "third")

    def pages(day: str) -> dict[str, str]:
        code, output = _build(root, "--pages-only", "--today", day)
        assert code == 0, output
        docs = root / "docs"
        found = [*docs.glob("services/partnerships/**/*.*"), *docs.glob("areas/b*.md")]
        return {path.relative_to(docs).as_posix(): path.read_text("utf-8") for path in found}

    return pages("2026-11-22"), pages("2027-01-01")


def test_an_ended_record_is_gone_and_so_is_its_old_address(
    on_two_days: tuple[dict[str, str], dict[str, str]],
) -> None:
    before, after = on_two_days
    signpost = "services/partnerships/old-to-end/index.html"
    page = "services/partnerships/to-end.md"
    assert 'content="0; url=../to-end/"' in before[signpost]
    assert page in before
    assert "onerror" in before["areas/bolton.md"]
    assert not {signpost, page} & after.keys()
    assert "onerror" not in after["areas/bolton.md"]


def test_the_old_address_leads_to_what_took_the_place_of_a_record(
    on_two_days: tuple[dict[str, str], dict[str, str]],
) -> None:
    for pages in on_two_days:
        for gone in ("old-name", "ended"):
            signpost = pages[f"services/partnerships/{gone}/index.html"]
            assert 'content="0; url=../third/"' in signpost, gone
        assert {"services/partnerships/third.md", "services/partnerships/still-here.md"} <= {*pages}


def test_a_record_that_has_not_begun_is_not_shown(
    on_two_days: tuple[dict[str, str], dict[str, str]],
) -> None:
    before, after = on_two_days
    assert "services/partnerships/to-begin.md" not in before
    assert "onerror" not in before["areas/bury.md"]
    assert "services/partnerships/to-begin.md" in after
    assert "onerror" in after["areas/bury.md"]


REPOSITORY = "https://github.com/someone/a-fork"
MISTAKES = "mistakes@safety.org.uk"


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    """Build a small site of which everything is known: who runs it, where it and its source are.

    One record of it is hostile.
    """
    root = _small_project(tmp_path_factory.mktemp("published"))
    _hostile_record(root)
    done = run_script(
        root, "build_site.py", "--today", "2026-11-22", "--site-url", "https://someone.github.io/x/",
        SITE_CONTACT=MISTAKES, SITE_OWNER="Safe & Sound", SITE_REPOSITORY=REPOSITORY,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    return BuiltSite(root / "site")


@pytest.mark.browser
def test_the_text_of_a_record_never_becomes_markup(published: BuiltSite, browser: Browser) -> None:
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
        ("areas/stockport", "#responsible ~ .card .ways a"),
        ("services/partnerships", ".plain a"),
    ):
        page.goto((published.folder / address / "index.html").as_uri())
        assert page.locator(selector).first.inner_text().strip() == HOSTILE, (address, selector)
        assert HOSTILE in page.title() or "partnerships/hostile" not in address
        assert page.locator("img:not([src='poster.svg'])").count() == 0
        assert page.locator("[href^='javascript']").count() == 0
    page.close()
    assert not dialogs


def test_a_site_whose_source_is_known_leads_to_its_forms(published: BuiltSite) -> None:
    forms = published.page("contribute/report-a-mistake")
    files = {path.name for path in (ROOT / ".github/ISSUE_TEMPLATE").iterdir()} - {"config.yml"}
    linked = re.findall(rf'href="{re.escape(REPOSITORY)}/issues/new\?template=([a-z.-]+)"', forms)
    assert sorted(linked) == sorted(files)
    for address, feed in (("about", "changes.xml"), ("about/coverage", "../changes.xml")):
        assert (
            '<link rel="alternate" type="application/atom+xml" title="What has changed" '
            f'href="{feed}">'
        ) in published.page(address)
    assert "application/atom+xml" not in published.page("areas/stockport")
    feed = (published.folder / "about/changes.xml").read_text(encoding="utf-8")
    assert "https://someone.github.io/x/about/changes.xml" in feed


def test_without_an_address_for_mistakes_pages_lead_to_the_filled_form(real: Dataset) -> None:
    renderer = make_renderer(real.directory.map, Publisher(repository=REPOSITORY))
    pages = dict(record_pages(real.directory, renderer))
    name, page = next(answer_pages(real.directory, renderer))
    for path, text in ((name, page), ("services/police/kent.md", pages["services/police/kent.md"])):
        form = f"correct-a-detail.yml&amp;record={path.removesuffix('.md')}/"
        assert f'href="{REPOSITORY}/issues/new?template={form}"' in text
        assert 'contribute/report-a-mistake/">Without an account</a>' in text


def test_a_site_whose_publisher_is_known_says_who_that_is(published: BuiltSite) -> None:
    letter = f'href="mailto:{MISTAKES}?subject=Mistake%20on%20'
    for address in ("areas/stockport", "services/police/kent"):
        page = published.page(address)
        assert f"{letter}{address}/&amp;body=" in page
        assert f"Report a mistake on this page: {MISTAKES}</a>" in page
    ways = published.page("contribute/report-a-mistake")
    assert f">{MISTAKES}</a>. Safe &amp; Sound runs this site." in ways
    assert "issues/new?template=correct-a-detail.yml" in ways
    assert "<b>Safe &amp; Sound</b> runs this site, pays for it" in published.page("about")


@pytest.mark.parametrize(
    ("setting", "message"),
    [
        ({"SITE_CONTACT": "nobody"}, "SITE_CONTACT nobody: This is not an e-mail address"),
        ({"SITE_REPOSITORY": "https://example.net/x"}, "This host is set aside for examples."),
    ],
)
def test_a_publisher_that_cannot_be_is_refused(setting: dict[str, str], message: str) -> None:
    done = run("build_site.py", "--today", "2026-11-22", environment=setting)
    assert done.returncode == 2
    assert message in done.stderr


def test_a_site_whose_publisher_is_not_known_says_so(site: BuiltSite) -> None:
    assert "Nobody has set who runs this copy of the site." in site.page("about/")
    ways = site.page("contribute/report-a-mistake/")
    assert "Nobody has set an address for mistakes" in ways
    assert "mailto:" not in ways


def test_a_faulty_record_stops_the_build_and_the_old_site_stays(tmp_path: Path) -> None:
    root = _small_project(tmp_path)
    for name in ("index.html", "assets/finder/data/index.json"):  # an old site is known by these
        (root / "site" / name).parent.mkdir(parents=True, exist_ok=True)
        (root / "site" / name).write_text("old", encoding="utf-8")
    broken = _hostile_record(root)
    broken.write_text(
        broken.read_text(encoding="utf-8").replace("statutory", "statutery"), encoding="utf-8"
    )
    code, output = _build(root, "--today", "2026-11-22")
    assert code == 1
    assert "data/partnerships/hostile.yml:15:7: error[wrong-choice]" in output
    assert "Did you mean “statutory”?" in output
    assert "what was there is untouched" in output
    assert (root / "site/index.html").read_text(encoding="utf-8") == "old"


@pytest.fixture(scope="module")
def untouched(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a project in which nothing is ever built."""
    return _small_project(tmp_path_factory.mktemp("untouched"))


def _files(root: Path) -> dict[Path, int]:
    files = (path for path in root.rglob("*") if path.is_file())
    return {path: path.stat().st_mtime_ns for path in files if path.suffix != ".pyc"}


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
def test_wrong_usage_is_explained(
    untouched: Path, arguments: tuple[str, ...], message: str
) -> None:
    before = _files(untouched)
    done = run("build_site.py", *arguments, cwd=untouched)
    assert done.returncode == 2, done.stdout + done.stderr
    assert message in done.stderr
    assert _files(untouched) == before
