"""A folder is put whole in the place of another, and there is always one of the two."""

import errno
import os
import shutil
import threading
from pathlib import Path

import pytest

from safetyhelp.pages.writing import replace_folder
from safetyhelp.text import folders
from safetyhelp.text.folders import aside_of, exchange, restore, working_folder


def _folder(path: Path, text: str) -> Path:
    path.mkdir(parents=True)
    (path / "index.html").write_text(text, encoding="utf-8")
    return path


def _nobody_waits() -> None:
    raise AssertionError("nobody else is here")


def _read(path: Path) -> str:
    return (path / "index.html").read_text(encoding="utf-8")


@pytest.fixture(params=["at once", "in two steps"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Both ways in which systems can do it."""
    if request.param == "in two steps":
        monkeypatch.setattr(folders, "_swap", lambda *_: errno.ENOSYS)
    return str(request.param)


@pytest.mark.usefixtures("way")
def test_the_new_folder_takes_the_place_and_nothing_else_is_left(tmp_path: Path) -> None:
    new, old = _folder(tmp_path / "work" / "site", "new"), _folder(tmp_path / "site", "old")
    replace_folder(new, old)
    assert _read(old) == "new"
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["index.html", "site", "work"]


@pytest.mark.usefixtures("way")
def test_a_place_where_nothing_is_yet(tmp_path: Path) -> None:
    new, old = _folder(tmp_path / "work" / "site", "new"), tmp_path / "deep" / "site"
    replace_folder(new, old)
    assert _read(old) == "new"
    assert not new.exists()


def test_whoever_looks_finds_a_folder_at_every_moment(tmp_path: Path) -> None:
    one, other = _folder(tmp_path / "one", "new"), _folder(tmp_path / "other", "old")
    if not exchange(one, other):
        pytest.skip("this file system cannot exchange two folders")
    stop, missed = threading.Event(), []

    def look() -> None:
        while not stop.is_set():
            if not os.path.lexists(other):
                missed.append("nothing there")

    watcher = threading.Thread(target=look)
    watcher.start()
    for _ in range(2000):
        exchange(one, other)
    stop.set()
    watcher.join()
    assert missed == []
    assert {_read(one), _read(other)} == {"new", "old"}


def test_what_no_system_can_exchange_is_an_error_and_changes_nothing(tmp_path: Path) -> None:
    one = _folder(tmp_path / "one", "new")
    with pytest.raises(FileNotFoundError):
        exchange(one, tmp_path / "nowhere")
    assert _read(one) == "new"


def test_a_build_that_was_killed_between_two_steps_is_put_right(tmp_path: Path) -> None:
    site = tmp_path / "site"
    _folder(aside_of(site), "old")
    assert restore(site)
    assert _read(site) == "old"
    assert not aside_of(site).exists()
    assert not restore(site)


def test_what_stands_in_its_place_is_never_put_back(tmp_path: Path) -> None:
    site = _folder(tmp_path / "site", "new")
    _folder(aside_of(site), "old")
    assert not restore(site)
    assert _read(site) == "new"


def test_a_working_folder_goes_and_takes_with_it_what_killed_programs_left(tmp_path: Path) -> None:
    _folder(tmp_path / ".building-left", "left")
    _folder(tmp_path / "building-other", "other")
    with working_folder(tmp_path / "site", _nobody_waits) as folder:
        assert folder.parent == tmp_path
        _folder(folder / "site", "new")
        assert sorted(path.name for path in tmp_path.iterdir()) == [folder.name, "building-other"]
    assert [path.name for path in tmp_path.iterdir()] == ["building-other"]


def test_a_working_folder_that_is_in_use_stays(tmp_path: Path) -> None:
    with (
        working_folder(tmp_path / "site", _nobody_waits) as one,
        working_folder(tmp_path / "site", _nobody_waits) as other,
    ):
        assert one != other
        assert one.is_dir()
    assert list(tmp_path.iterdir()) == []


def test_a_working_folder_goes_when_the_work_fails(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="x"), working_folder(tmp_path / "a" / "site", print):
        raise ValueError("x")
    assert list((tmp_path / "a").iterdir()) == []
    shutil.rmtree(tmp_path / "a")
