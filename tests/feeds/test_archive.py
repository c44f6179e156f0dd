"""The zip file of everything, and how much room all files for other systems take."""

import io
import zipfile
from datetime import date
from pathlib import Path

from safetyhelp.feeds.archive import archive
from safetyhelp.feeds.edition import Edition
from tests.conftest import TODAY, BuiltSite

ZIP = "data/local-safety-help.zip"
MOST_BYTES = 30_000_000


def files_of(site: BuiltSite) -> dict[str, Path]:
    found = [path for name in ("api", "data") for path in (site.folder / name).rglob("*")]
    return {path.relative_to(site.folder).as_posix(): path for path in found if path.is_file()}


def test_everything_is_in_it_as_it_is_beside_it(site: BuiltSite) -> None:
    files = files_of(site)
    with zipfile.ZipFile(site.folder / ZIP) as opened:
        assert opened.testzip() is None
        about = opened.read("README.txt").decode()
        names = set(opened.namelist())
        assert names == {"README.txt", *(files.keys() - {ZIP, "data/index.html"})}
        for name in sorted(names - {"README.txt"})[::50]:
            assert opened.read(name) == files[name].read_bytes()
        assert {entry.date_time[:3] for entry in opened.infolist()} == {TODAY.timetuple()[:3]}
    assert f"As we knew it on {TODAY}." in about
    assert "- Contains OS data © Crown copyright and database right 2025" in about


def test_all_files_take_no_more_room_than_they_may(site: BuiltSite) -> None:
    assert sum(path.stat().st_size for path in files_of(site).values()) <= MOST_BYTES


def test_the_same_files_give_the_same_bytes() -> None:
    edition = Edition(date(2026, 11, 22), ("A line.",))
    one = archive({"b": b"2", "a": b"1"}, edition)
    assert one == archive({"a": b"1", "b": b"2"}, edition)
    with zipfile.ZipFile(io.BytesIO(one)) as opened:
        assert opened.namelist() == ["README.txt", "a", "b"]
