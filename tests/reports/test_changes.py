"""What changed in the records: the command, and the feed."""

import json
import re
from datetime import UTC, date, datetime
from pathlib import Path
from xml.etree import ElementTree

import pytest

from safetyhelp.history.changes import Commit, RecordChange, What, changes_between
from safetyhelp.history.feed import MOST_ENTRIES, atom_feed
from safetyhelp.history.git import GitError
from safetyhelp.history.past import commit_for, read_history
from tests.commands import Done, run
from tests.contributing.support import SMALL_DATA, TODAY, copy_data
from tests.files import commit_all, edit, git

ATOM = {"a": "http://www.w3.org/2005/Atom"}


def report(*arguments: str | Path) -> Done:
    return run("report.py", *arguments)


# Changes, in a real git repository


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository with a history: a start, and then each sort of change in a commit of its own."""
    root = tmp_path_factory.mktemp("repository")
    data = copy_data(root / "data", SMALL_DATA)

    def commit(day: str, message: str) -> None:
        when = f"{day}T12:00:00Z"
        commit_all(root, message, GIT_AUTHOR_DATE=when, GIT_COMMITTER_DATE=when)

    commit("2026-01-01", "Start")
    git(root, "tag", "v1")
    edit(data / "reporting/bolton-council.yml", "01204 336500", "01204 336501")
    commit("2026-02-01", "A new number")
    gateway = data / "rj-providers" / "staffordshire-victim-gateway.yml"
    edit(gateway, "summary:", "# only a comment\nsummary:")
    edit(data / "asb-case-reviews/bolton.yml", "notes: ", "notes: Looked again. ")
    commit("2026-03-01", "What nobody sees")
    pendle = data / "partnerships" / "pendle-community-safety-partnership.yml"
    edit(pendle, "\nname: Pendle Community Safety Partnership", "\nname: Safer Pendle & <friends>")
    commit("2026-04-01", "A new name")
    new = (data / "reporting" / "police-101.yml").rename(data / "reporting" / "call-101.yml")
    edit(new, "\ncovers:", "\nformer_ids: [police-101]\ncovers:")
    beacon = data / "victim-services" / "beacon-hertfordshire.yml"
    edit(beacon, "sources:", 'ends_on: "2026-03"\nsources:')
    (data / "partnerships" / "wyre-community-safety-partnership.yml").unlink()
    (root / "README.md").write_text("Not data.\n", encoding="utf-8")
    commit("2026-05-01", "Moved, closed, removed")
    return data


RENAMED = "Safer Pendle & <friends> (before: Pendle Community Safety Partnership)"
AFTER_MARCH = [
    f"New name: {RENAMED}  [partnerships/pendle-community-safety-partnership]",
    "Changed: Police non-emergency: 101 (former ids)  [reporting/call-101]",
    "Closed: Beacon Victim Care  [victim-services/beacon-hertfordshire]",
    "Removed: Wyre Community Safety Partnership  [partnerships/wyre-community-safety-partnership]",
]


def name_of_101(repository: Path) -> str:
    text = (repository / "reporting" / "call-101.yml").read_text(encoding="utf-8")
    return re.search(r"^name: \"?(.*?)\"?$", text, re.MULTILINE)[1]  # type: ignore[index]


@pytest.mark.parametrize("since", ["2026-03-15", "2026-03-02", "HEAD~2"])
def test_changes_since_a_date_or_a_commit(since: str, repository: Path) -> None:
    done = report("changes", "--since", since, "--data", repository)
    expected = [
        line.replace("Police non-emergency: 101", name_of_101(repository)) for line in AFTER_MARCH
    ]
    assert (done.returncode, done.stdout.splitlines()) == (0, expected)


def test_changes_since_a_tag_leave_out_what_nobody_sees(repository: Path) -> None:
    lines = report("changes", "--since", "v1", "--data", repository).stdout.splitlines()
    assert len(lines) == 5
    assert any(line.endswith("(contacts)  [reporting/bolton-council]") for line in lines)
    document = json.loads(
        report("changes", "--since", "v1", "--data", repository, "--format", "json").stdout
    )
    assert sorted(change["what"] for change in document["changes"]) == [
        "changed", "changed", "closed", "removed", "renamed",
    ]  # fmt: skip
    same = report("changes", "--since", "HEAD", "--data", repository)
    assert same.stdout == "No record has changed.\n"


def test_what_is_not_committed_counts_too(repository: Path, tmp_path: Path) -> None:
    git(tmp_path, "clone", "-q", str(repository.parent), "copy")
    data = tmp_path / "copy" / "data"
    (data / "partnerships" / "pendle-community-safety-partnership.yml").unlink()
    lines = report("changes", "--since", "HEAD", "--data", data).stdout.splitlines()
    assert lines == [
        "Removed: Safer Pendle & <friends>  [partnerships/pendle-community-safety-partnership]"
    ]


def test_the_history_has_an_entry_for_each_commit_that_visitors_notice(repository: Path) -> None:
    entries = read_history(repository)
    days = [entry.when.date().isoformat() for entry in entries]
    assert days == ["2026-05-01", "2026-04-01", "2026-02-01", "2026-01-01"]
    assert [len(entry.changes) for entry in entries] == [3, 1, 1, 11]
    assert {change.what for change in entries[-1].changes} == {What.NEW}
    assert [change.what for change in entries[1].changes] == [What.RENAMED]
    assert read_history(repository, most=1) == entries[:1]


def test_a_shallow_clone_does_not_take_everything_for_new(repository: Path, tmp_path: Path) -> None:
    git(tmp_path, "clone", "-q", "--depth", "2", repository.parent.as_uri(), "copy")
    entries = read_history(tmp_path / "copy" / "data")
    assert [entry.when.date().isoformat() for entry in entries] == ["2026-05-01"]


def test_without_git_it_says_so(tmp_path: Path) -> None:
    with pytest.raises(GitError, match="git says: fatal: not a git repository"):
        read_history(copy_data(tmp_path / "data", SMALL_DATA))
    with pytest.raises(GitError, match="neither a date"):
        commit_for(tmp_path, "v1")


def test_a_file_that_cannot_be_read_is_no_change() -> None:
    old = {("police", "kent"): {"name": "Kent Police"}}
    new = {**old, ("police", "essex"): {"name": "Essex Police", "notes": "x"}}
    assert [change.what for change in changes_between(old, new)] == [What.NEW]
    assert list(changes_between(new, {**new, ("police", "essex"): {"name": "Essex Police"}})) == []


# The feed


def items(feed: str) -> list[ElementTree.Element]:
    return ElementTree.fromstring(feed).findall("a:entry", ATOM)


def test_the_feed_is_valid_atom(repository: Path) -> None:
    feed = report("changes", "--format", "atom", "--data", repository, "--today", TODAY).stdout
    root = ElementTree.fromstring(feed)
    assert root.tag == "{http://www.w3.org/2005/Atom}feed"
    for element in [root, *items(feed)]:
        for tag in ("title", "id", "updated"):  # RFC 4287: exactly one of each
            (found,) = element.findall(f"a:{tag}", ATOM)
            assert found.text
        datetime.strptime(element.findtext("a:updated", "", ATOM), "%Y-%m-%dT%H:%M:%S%z")
    ids = [item.findtext("a:id", "", ATOM) for item in items(feed)]
    assert (
        len(ids) == len(set(ids)) == 16 + 2
    )  # the closed service left councils without one, and kept its contacts
    assert root.findtext("a:author/a:name", "", ATOM)
    assert root.findtext("a:updated", "", ATOM) == "2026-05-01T12:00:00Z"
    titles = [item.findtext("a:title", "", ATOM) for item in items(feed)]
    assert f"New name: {RENAMED}" in titles
    assert sum(title.startswith("Overdue: ") for title in titles) == 2
    links = [item.find("a:link", ATOM) for item in items(feed)]
    hrefs = [link.attrib["href"] for link in links if link is not None]
    assert "../services/partnerships/pendle-community-safety-partnership/" in hrefs
    assert "../services/victim-services/" in hrefs  # a closed service has no page


def test_the_feed_is_the_same_each_time_and_uses_the_address_of_the_site(repository: Path) -> None:
    entries = read_history(repository)
    site = "https://help.example.org/x"
    feed = atom_feed(entries, date(2026, 11, 22), site)
    assert feed == atom_feed(list(reversed(entries)), date(2026, 11, 22), f"{site}/")
    assert f"<id>{site}/about/changes.xml</id>" in feed
    assert f'href="{site}/services/reporting/bolton-council/"' in feed
    assert 'href=".' not in feed


def test_an_empty_feed_is_valid_and_a_long_one_is_cut() -> None:
    feed = atom_feed((), date(2026, 11, 22))
    assert items(feed) == []
    assert "<updated>2026-11-22T00:00:00Z</updated>" in feed
    change = RecordChange(What.NEW, "police", "kent", "Kent Police")
    many = [
        Commit(f"{n:040}", datetime(2026, 1, 1, n // 60, n % 60, tzinfo=UTC), (change,))
        for n in range(300)
    ]
    assert len(items(atom_feed(many, date(2026, 11, 22)))) == MOST_ENTRIES
    large = Commit("0" * 40, datetime(2026, 1, 1, tzinfo=UTC), (change,) * 801)
    (only,) = items(atom_feed([large], date(2026, 11, 22)))
    assert only.findtext("a:title", "", ATOM) == "801 records are new or have changed"
