"""The command as people and CI run it: against servers on loopback."""

import json
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from safetyhelp.paths import ROOT
from tests import commands
from tests.commands import Done
from tests.files import commit_all, edit
from tests.links.records import Contact, DataFolder, partnership
from tests.links.servers import Answer, Site, moved, page

NewSite = Callable[..., Site]
PHONE = "0161 474 4444"


def command(data: DataFolder, *arguments: str | Path) -> list[str]:
    return [
        sys.executable, str(ROOT / "scripts" / "check_links.py"), "--data", str(data.path),
        "--allow-private-addresses", "--interval", "0.001", "--timeout", "3",
        *map(str, arguments),
    ]  # fmt: skip


def run(
    data: DataFolder, *arguments: str | Path, today: str = "2026-11-22", **surroundings: str
) -> Done:
    _, script, *options = command(data, "--today", today, *arguments)
    return commands.run(Path(script).name, *options, environment=surroundings)


def test_all_is_well(data: DataFolder, site: Site) -> None:
    site.routes["/a"] = page(f"P One: {PHONE}")
    data.write("p-one", partnership("P One", site.url("/a"), [Contact(site.url("/a"), PHONE)]))
    done = run(data)
    assert (done.returncode, done.stdout) == (0, "")
    assert "1 addresses, 2 values." in done.stderr
    state = json.loads((data.path.parent / "state" / "links.json").read_text())
    facts = state["facts"][site.url("/a")]
    assert facts["phone 01614744444"]["confirmed_on"] == "2026-11-22"
    assert facts["name P One"]["result"] == "confirmed"
    assert not list((data.path.parent / "state").glob("*.journal"))


def test_a_page_that_is_gone_fails_at_once_at_every_place(data: DataFolder, site: Site) -> None:
    gone = site.url("/gone")
    data.write("p-one", partnership("P One", gone, [Contact(gone, url=gone)]))
    done = run(data)
    assert done.returncode == 1
    name = f"{data.path}/partnerships/p-one.yml"
    assert re.findall(r"^(\S+?): error\[link-gone\]", done.stdout, re.MULTILINE) == [
        f"{name}:8:10", f"{name}:9:13", f"{name}:12:10",
    ]  # fmt: skip
    assert "(404)" in done.stdout
    assert "Look for the new page" in done.stdout


def test_a_soft_failure_is_a_warning_until_it_lasts(data: DataFolder, site: Site) -> None:
    site.routes["/x"] = Answer("", 500)
    data.write("p-one", partnership("P One", site.url("/x")))
    codes = []
    for day in ("2026-11-01", "2026-11-02", "2026-11-08"):
        done = run(data, today=day)
        codes.append((done.returncode, done.stdout.partition("[")[0].split()[-1]))
    assert codes == [(0, "warning"), (0, "warning"), (1, "error")]
    site.routes["/x"] = page("Hello")
    assert run(data, today="2026-11-09").stdout == ""


def test_a_victim_service_whose_name_is_for_sale_is_an_error_at_once(
    data: DataFolder, site: Site
) -> None:
    site.routes["/"] = page("This domain is for sale!", "help.org.uk")
    text = partnership("Help", site.url("/")).replace("partnerships", "victim-services")
    text = text.replace(
        "role: statutory", "summary: Help.\nrun_by: charity\nhelps_with: [feelings]"
    )
    data.write("help", text, "victim-services")
    data.write("p-one", partnership("P One", site.url("/")))
    done = run(data, "--format", "markdown")
    assert done.returncode == 1
    heading = "## Now: the name of a victim service is free or for sale (1)"
    assert re.search(r"^## .*", done.stdout, re.MULTILINE)[0] == heading  # type: ignore[index]


def test_site_owners_are_told_who_we_are(data: DataFolder, site: Site) -> None:
    site.otherwise = page("Hello")
    data.write("p-one", partnership("P One", site.url("/1")))
    page_about_us = "contribute/link-checks/"
    for environment, shown in (
        ({"SITE_URL": "https://a.test/b/"}, f"(+https://a.test/b/{page_about_us}; "),
        (
            {"SITE_REPOSITORY": "https://forge.test/a/b"},
            "(+https://forge.test/a/b/blob/HEAD/docs/contribute/link-checks.md; ",
        ),
    ):
        site.requests.clear()
        assert run(data, **environment).returncode == 0
        assert site.requests
        for request in site.requests:
            assert request.headers["user-agent"].startswith(f"LocalSafetyHelpLinks/1.0 {shown}")


def test_a_number_that_has_changed(data: DataFolder, site: Site) -> None:
    data.write("p-one", partnership("P One", site.url("/a"), [Contact(site.url("/a"), PHONE)]))
    site.routes["/a"] = page(f"P One. Safety desk: {PHONE}")
    assert run(data, today="2026-11-01").returncode == 0
    site.routes["/a"] = page("P One. Safety desk: 0161 474 5555. " + "More words. " * 30)
    last = ""
    for day, code in (("2026-11-02", 0), ("2026-11-05", 0), ("2026-11-09", 1)):
        done = run(data, today=day)
        assert done.returncode == code
        last = done.stdout
    assert "[fact-missing]" in last
    assert "“0161 474 4444” does not stand on its source" in last
    assert "last seen there on 1 November 2026" in last
    assert "It now shows “0161 474 5555”" in last


def test_formats(data: DataFolder, site: Site, tmp_path: Path) -> None:
    gone = site.url("/gone|<b>")
    data.write("p-one", partnership("P One", site.url("/gone")))
    site.routes["/gone"] = moved("/new")
    site.routes["/new"] = page("<b>*Hello*")
    report = tmp_path / "out" / "report.md"
    github = run(data, "--format", "github", "--report", report)
    assert github.stdout.startswith(f"::warning file={data.path}/partnerships/p-one.yml,line=7,")
    document = json.loads(run(data, "--format", "json").stdout)
    assert document["verdicts"] == {"moved": 1}
    (problem,) = document["problems"]
    assert problem["new_value"] == site.url("/new")
    assert problem["places"][0]["line"] == 7
    markdown = run(data, "--format", "markdown").stdout
    assert "## Moved for good: change the address (1)" in markdown
    assert f"`{data.path}/partnerships/p-one.yml:7`" in markdown
    assert f"Change `{site.url('/gone')}` to `{site.url('/new')}`" in markdown
    assert report.read_text().splitlines()[0] == "# Links and facts, 22 November 2026"
    assert gone not in markdown


def test_fix(data: DataFolder, site: Site) -> None:
    old, new = site.url("/old"), site.url("/new")
    file = data.write("p-one", partnership("P One", old, [Contact(old, url=site.url("/fine"))]))
    tracked = data.write("p-two", partnership("P Two", site.url("/t")))
    site.routes |= {"/old": moved("/new"), "/new": page("P One"), "/fine": page("Hello")}
    site.routes |= {"/t": moved("/new?utm_source=x"), "/new?utm_source=x": page("Hello")}
    before, other = file.read_text(), tracked.read_text()
    done = run(data, "--fix")
    assert file.read_text() == before.replace(old, new)
    assert before.count(old) == 2
    assert tracked.read_text() == other
    assert "NOT changed, the new address is not one that the records may hold" in done.stderr
    assert "[link-moved]" not in run(data, "--only", file).stdout


def test_only_and_changed_since(data: DataFolder, site: Site) -> None:
    site.otherwise = page("Hello")
    one = data.write("p-one", partnership("P One", site.url("/1")))
    data.write("p-two", partnership("P Two", site.url("/2")))
    assert run(data, "--only", one).returncode == 0
    assert site.paths() == ["/1"]
    assert run(data, "--only", "partnerships").returncode == 0
    assert sorted(site.paths()) == ["/1", "/1", "/2"]
    assert run(data, "--only", "police").returncode == 0
    assert len(site.paths()) == 3
    assert run(data, "--only", "polices").returncode == 2
    assert run(data, "--changed-since", "HEAD").returncode == 2, "this is no git checkout"


def test_only_what_a_branch_has_changed(data: DataFolder, site: Site) -> None:
    site.otherwise = page("Hello")
    data.write("p-one", partnership("P One", site.url("/1")))
    two = data.write("p-two", partnership("P Two", site.url("/2")))
    commit_all(data.path.parent)
    edit(two, "P Two", "P Three")
    data.write("p-new", partnership("P New", site.url("/new")))
    assert run(data, "--changed-since", "HEAD").returncode == 0
    assert sorted(site.paths()) == ["/2", "/new"]


def test_a_second_run_within_max_age_asks_nothing(data: DataFolder, site: Site) -> None:
    site.otherwise = page("Hello")
    for n in range(20):
        data.write(f"p-{n}", partnership(f"P {n}", site.url(f"/{n}")))
    site.routes["/3"] = Answer("", 404)
    assert run(data).returncode == 1
    asked = len(site.requests)
    again = run(data, "--max-age", "24")
    assert len(site.requests) == asked
    assert again.returncode == 1, "what is known is still reported"
    assert "0 pages to visit, 20 known already." in again.stderr
    data.write("p-new", partnership("P New", site.url("/new")))
    run(data, "--max-age", "24")
    assert site.paths()[-1] == "/new"
    assert len(site.paths()) == 22, "the one that is gone was looked at twice"
    run(data)
    assert len(site.paths()) == 44


def test_suppressions(data: DataFolder, site: Site) -> None:
    gone, moves = site.url("/gone"), site.url("/moves")
    site.routes |= {"/moves": moved("/new"), "/new": page("Hello")}
    data.write("p-one", partnership("P One", gone))
    data.write("p-two", partnership("P Two", moves))
    data.suppress((gone, "any", "2026-12-31"), (moves, "forbidden", "2026-12-31"))
    done = run(data, "--format", "markdown")
    assert done.returncode == 0
    assert "## Suppressed (1)" in done.stdout
    assert "We looked at it." in done.stdout
    assert "## Moved for good: change the address (1)" in done.stdout
    expired = run(data, today="2027-01-01")
    assert expired.returncode == 1, "the page that is gone is an error again"
    assert "link-suppressions.yml:6:12: overdue[suppression-expired]" in expired.stdout
    assert "error[link-gone]" in expired.stdout


def test_what_is_no_longer_in_the_records_is_forgotten(data: DataFolder, site: Site) -> None:
    site.otherwise = page("Hello")
    state = data.path.parent / "state" / "links.json"
    one = data.write("p-one", partnership("P One", site.url("/1")))
    data.write("p-two", partnership("P Two", site.url("/2")))
    run(data)
    one.unlink()
    run(data, "--only", "partnerships")
    assert len(json.loads(state.read_text())["links"]) == 2, "a part of the records proves nothing"
    run(data)
    assert list(json.loads(state.read_text())["links"]) == [site.url("/2")]


def _as_from_a_terminal() -> None:
    """Let Ctrl-C reach the command, also where what runs the tests ignores it (as nohup does)."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def test_ctrl_c_loses_nothing(data: DataFolder, new_site: NewSite) -> None:
    quick, slow = new_site("127.0.0.2"), new_site("127.0.0.3")
    quick.otherwise = page("Hello")
    slow.otherwise = Answer("<p>Hello", delay=30)
    for n in range(10):
        data.write(f"p-{n}", partnership(f"P {n}", quick.url(f"/{n}")))
    data.write("slow", partnership("Slow", slow.url("/x")))
    process = subprocess.Popen(
        command(data, "--timeout", "40"),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=_as_from_a_terminal,
    )
    started = time.monotonic()
    journal = data.path.parent / "state" / "links.json.journal"
    while time.monotonic() - started < 30:
        if journal.exists() and journal.read_text().count("visited") == 10 and slow.requests:
            break
        time.sleep(0.02)
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=600)
    assert process.returncode == 130
    assert "run the same command again to go on" in errors
    assert "Traceback" not in errors
    slow.otherwise = page("Hello")
    assert run(data).returncode == 0
    assert len(quick.paths()) == 10


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--today", "yesterday"], "is not a date"),
        (["--max-age", "soon"], "is not a number"),
        (["--max-age", "-1"], "is not a number"),
        (["--max-age", "nan"], "is not a number"),
        (["--format", "html"], "invalid choice"),
        (["--only", "nothing-like-it"], "neither a kind"),
        (["--changed-since", "--help"], ""),
        (["--state", "/dev/null/x"], "cannot be"),
        (["--report", "/dev/null/x"], "cannot be written"),
        (["--nonsense"], "unrecognized"),
    ],
)
def test_wrong_usage_is_explained(
    data: DataFolder, site: Site, arguments: list[str], words: str
) -> None:
    site.otherwise = page("Hello")
    data.write("p-one", partnership("P One", site.url("/1")))
    done = run(data, *arguments)
    assert done.returncode == 2
    assert words in done.stderr


def test_unreadable_input(data: DataFolder, site: Site, tmp_path: Path) -> None:
    assert run(DataFolder(tmp_path / "nowhere")).returncode == 2
    site.otherwise = page("Hello")
    data.write("p-one", partnership("P One", site.url("/1")))
    state = tmp_path / "state.json"
    state.write_text('{"version": 1, "li')
    done = run(data, "--state", state)
    assert done.returncode == 2
    assert f"{state}:1: this is not a state file that we know" in done.stderr
    assert "Nothing was changed. Fetch it again (make linkstate)" in done.stderr
    assert state.read_text() == '{"version": 1, "li'
    assert site.requests == []


def test_records_with_faults_are_left_out(data: DataFolder, site: Site) -> None:
    site.otherwise = page("Hello")
    data.write("good", partnership("Good", site.url("/1")))
    data.write("bad", partnership("Bad", site.url("/2")).replace("role:", "rolle:"))
    data.write("worse", partnership("Worse", "file:///etc/passwd"))
    done = run(data)
    assert done.returncode == 0
    assert "faults in the files: their records are left out" in done.stderr
    assert site.paths() == ["/1"]


def test_private_addresses_are_refused_unless_allowed(data: DataFolder, site: Site) -> None:
    data.write("p-one", partnership("P One", site.url("/1")))
    usual = [argument for argument in command(data) if argument != "--allow-private-addresses"]
    done = subprocess.run(
        [*offline(), *usual], capture_output=True, text=True, check=False, timeout=600
    )
    assert site.connections == 0
    assert "their records are left out" in done.stderr


def offline() -> list[str]:
    """Return the words that run a command without any network, where that can be done."""
    words = ["unshare", "--map-root-user", "--net"]
    try:
        able = subprocess.run([*words, "true"], capture_output=True, check=False).returncode == 0
    except OSError:
        able = False
    return words if able else []


def test_without_a_network_nobody_cries_wolf(data: DataFolder, tmp_path: Path) -> None:
    """Real records, no network: nothing is called dead, and nothing is remembered."""
    words = offline()
    if not words:
        pytest.skip("this machine cannot take the network away from one command")
    state = tmp_path / "links.json"
    done = subprocess.run(
        [*words, sys.executable, str(ROOT / "scripts" / "check_links.py"), "--only", "complaints",
         "--state", str(state), "--interval", "0.001"],
        capture_output=True, text=True, check=False, timeout=600,
    )  # fmt: skip
    assert done.returncode == 2
    assert done.stdout == ""
    assert "the network here seems to be down" in done.stderr
    assert not state.exists()
    assert list(tmp_path.glob("links.json*")) == []


def test_help(data: DataFolder) -> None:
    done = run(data, "--help")
    assert done.returncode == 0
    assert "--allow-private-addresses" in done.stdout
