"""What the check proposes: another number under the same label, a page that has moved."""

from pathlib import Path

import pytest

from safetyhelp.records.formats import phone_fault
from tests.links.records import Contact, DataFolder, partnership
from tests.links.servers import Site, moved, page
from tests.links.test_command import run

OLD, NEW = "0161 200 1950", "0161 200 2000"


def _safety(data: DataFolder, site: Site, phone: str) -> Path:
    contacts = [Contact(site.url("/safety"), phone=OLD, url=site.url("/old"))]
    file = data.write("p-one", partnership("P One", site.url("/safety"), contacts))
    site.routes |= {
        "/safety": page(f"Community safety team: {phone}", "P One"),
        "/old": moved("/new"),
        "/new": page("Hello"),
    }
    return file


def test_proposals_lie_beside_the_records(data: DataFolder, site: Site, tmp_path: Path) -> None:
    file = _safety(data, site, OLD)
    run(data, today="2026-11-01")
    _safety(data, site, NEW)
    before = file.read_text()
    done = run(data, "--propose", tmp_path / "proposal", today="2026-11-08")
    assert "2 changes are proposed" in done.stderr
    assert file.read_text() == before
    changed = (tmp_path / "proposal" / "data" / "partnerships" / "p-one.yml").read_text()
    assert changed == before.replace(OLD, NEW).replace("/old", "/new")
    text = (tmp_path / "proposal" / "proposal.md").read_text()
    assert text.startswith("Changes that the link check proposes\n\n")
    assert f"| `Community safety team: {OLD}` | `Community safety team: {NEW}` |" in text
    assert "`confirmed` was taken out where it stood: nobody has tried the new value." in text


def test_nothing_is_written_where_there_is_nothing_to_propose(
    data: DataFolder, site: Site, tmp_path: Path
) -> None:
    site.otherwise = page(OLD, "P One")
    data.write("p-one", partnership("P One", site.url("/x"), [Contact(site.url("/x"), phone=OLD)]))
    assert "0 changes" in run(data, "--propose", tmp_path / "proposal").stderr
    assert not (tmp_path / "proposal").exists()


def test_a_number_that_records_may_not_hold_is_not_proposed(
    data: DataFolder, site: Site, tmp_path: Path
) -> None:
    """Numbers for films and examples (Ofcom) stand on many pages of web designers."""
    made_up = "0161 496 0123"
    assert phone_fault(made_up)
    _safety(data, site, made_up)
    run(data, "--propose", tmp_path / "proposal")
    text = (tmp_path / "proposal" / "data" / "partnerships" / "p-one.yml").read_text()
    assert made_up not in text
    assert OLD in text


def test_words_of_a_page_cannot_break_the_table_or_call_anybody(
    data: DataFolder, site: Site, tmp_path: Path
) -> None:
    _safety(data, site, OLD)
    label = "Community safety team | @everyone `rm` [x](http://a.b): "
    site.routes["/safety"] = page(f"{label}{OLD}", "P One")
    run(data, today="2026-11-01")
    site.routes["/safety"] = page(f"{label}{NEW}", "P One")
    run(data, "--propose", tmp_path / "proposal", today="2026-11-08")
    rows = (tmp_path / "proposal" / "proposal.md").read_text().splitlines()
    row = next(line for line in rows if NEW in line)
    assert row.replace("\\|", "").count(" | ") == 3
    cells = row.replace("\\|", "").strip("| ").split(" | ")
    assert all(cell.startswith("`") and cell.endswith("`") for cell in cells), row


def test_a_folder_that_is_in_use_is_left_alone(
    data: DataFolder, site: Site, tmp_path: Path
) -> None:
    _safety(data, site, NEW)
    (tmp_path / "mine.txt").write_text("mine")
    done = run(data, "--propose", tmp_path)
    assert done.returncode == 2
    assert "is not empty" in done.stderr


@pytest.mark.parametrize("status", [302, 307])
def test_what_moves_for_now_is_not_proposed(
    data: DataFolder, site: Site, tmp_path: Path, status: int
) -> None:
    _safety(data, site, OLD)
    site.routes["/old"] = moved("/new", status)
    run(data, "--propose", tmp_path / "proposal")
    assert not (tmp_path / "proposal").exists()


RULE = """threshold:
  any_of:
    - reports: "3"
      within_months: "6"
      reported_within_months: "1"
    - reports: "1"
      within_months: "6"
      about: hate-crime
  hate_crime: fewer-reports
  wording: You can ask after three reports.
  source: {url}
  seen: unknown
"""


@pytest.mark.parametrize(
    ("now", "changed"),
    [
        ("five reports within twelve months", ('"3"', '"5"', '"6"', '"12"')),
        ("4 incidents in 6 months", ('"3"', '"4"', '"6"', '"6"')),
        ("as many reports as you like", None),
    ],
)
def test_a_rule_with_other_numbers(
    data: DataFolder,
    site: Site,
    tmp_path: Path,
    now: str,
    changed: tuple[str, str, str, str] | None,
) -> None:
    url = site.url("/review")
    text = partnership("P One", url).replace("partnerships", "asb-case-reviews")
    text = text.replace("role: statutory\n", "run_by: P One\n" + RULE.format(url=url))
    file = data.write("p-one", text, "asb-case-reviews")
    site.routes["/review"] = page(
        f"You can ask after {now}. One report in six months and a month is enough for hate crime."
    )
    done = run(data, "--propose", tmp_path / "proposal")
    assert "faults" not in done.stderr, done.stdout
    proposed = tmp_path / "proposal" / "data" / "asb-case-reviews" / "p-one.yml"
    if changed is None:
        assert not proposed.exists()
        return
    before = file.read_text()
    wanted = before.replace(*changed[:2], 1).replace(*changed[2:], 1)
    assert proposed.read_text() == wanted
    rows = (tmp_path / "proposal" / "proposal.md").read_text()
    assert f"| `3 reports in 6 months` | `{now}` |" in rows
