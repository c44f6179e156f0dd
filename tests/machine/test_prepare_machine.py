"""The script that brings what the tests need, on made-up machines that lack this or that.

A machine is a folder of commands: the ones that any Unix has, and small stand-ins for what is
looked for. The stand-in for apt-get writes down how it was called, and brings what it was told.
"""

import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from safetyhelp.paths import ROOT

SCRIPT = ROOT / "tests" / "prepare_machine"
ANY_UNIX = ("sh", "grep", "head", "mktemp", "rm", "env", "touch", "cp")
FONTS = {
    "fonts-liberation": "Liberation Sans",
    "fonts-roboto-unhinted": "Roboto",
    "fonts-dejavu-core": "DejaVu Sans",
}
WORDS = {
    "chromium": "Chromium or Google Chrome",
    "fontconfig": "the command fc-list",
    **{package: f"the font {font}" for package, font in FONTS.items()},
    "git": "the command git",
    "jq": "the command jq",
    "libatomic1": "the library libatomic.so.1",
}
ALL = tuple(WORDS)
SHELL = "chromium-headless-shell"
OPTIONS = "-y -qq --no-install-recommends"


@dataclass(frozen=True)
class Machine:
    """A machine with some of the packages; `bin` is all of its PATH, `has` its packages."""

    bin: Path
    has: Path

    def command(self, name: str, script: str = "exit 0") -> None:
        path = self.bin / name
        path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
        path.chmod(0o755)

    def install(self, package: str) -> None:
        (self.has / package).touch()
        if package in (SHELL, "chromium", "git", "jq"):
            self.command(package)
        if package == "fontconfig":
            wanted = "\n".join(
                f'[ "$1" = ":family={font}" ] && [ -e "{self.has}/{name}" ] && echo {name}.ttf'
                for name, font in FONTS.items()
            )
            self.command("fc-list", f"{wanted}\nexit 0")

    def prepare(self) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [str(self.bin / "sh"), str(SCRIPT)],
            capture_output=True,
            text=True,
            check=False,
            env={"PATH": str(self.bin), "PYTHON": "python", "TMPDIR": str(self.has.parent)},
        )

    def calls(self) -> list[str]:
        log = self.has.parent / "calls"
        return log.read_text(encoding="utf-8").splitlines() if log.exists() else []


Make = Callable[..., Machine]


@pytest.fixture
def make(tmp_path: Path) -> Make:
    """Return a function that makes a machine with everything but some packages."""

    def made(*missing: str, apt_get: str | None = "brings", user: int = 0) -> Machine:
        machine = Machine(tmp_path / "bin", tmp_path / "has")
        machine.bin.mkdir()
        machine.has.mkdir()
        for name in ANY_UNIX:
            found = shutil.which(name)
            assert found, name
            (machine.bin / name).symlink_to(found)
        machine.command("uname", "echo Linux")
        machine.command("id", f"echo {user}")
        machine.command("python", f'[ "$3" = libatomic.so.1 ] && [ -e "{machine.has}/libatomic1" ]')
        for package in ALL:
            if package not in missing:
                machine.install(package)
        if apt_get:
            log = f'echo "$(id -u): $*" >>"{tmp_path}/calls"'
            machine.command("apt-get", f"{log}\n{_apt_get(tmp_path, apt_get)}")
        return machine

    return made


def _apt_get(folder: Path, manner: str) -> str:
    """Return what the stand-in for apt-get does after it wrote down how it was called."""
    if manner != "brings":
        return manner
    later = folder / "later"  # what installing brings is made beforehand, beside the PATH
    later.mkdir()
    maker = Machine(later, folder / "has")
    for package in (SHELL, "chromium", "git", "jq", "fontconfig"):
        kept = (folder / "has" / package).exists()
        maker.install(package)
        if not kept:
            (folder / "has" / package).unlink()
    return (
        '[ "$1" = install ] || exit 0\n'
        'for each; do case "$each" in\n'
        f'fontconfig) cp "{later}/fc-list" "{folder}/bin/fc-list";;\n'
        f'{SHELL}|chromium|git|jq) cp "{later}/$each" "{folder}/bin/$each";;\n'
        f'esac; touch "{folder}/has/$each"; done'
    )


def installs(machine: Machine) -> list[list[str]]:
    """Return the packages of each call of `apt-get install`, with who made it."""
    calls = [call.split() for call in machine.calls() if " install " in call]
    return [[call[0], *(word for word in call[2:] if not word.startswith("-"))] for call in calls]


def test_a_machine_that_has_everything_is_left_alone(make: Make) -> None:
    machine = make()
    done = machine.prepare()
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert machine.calls() == []


@pytest.mark.parametrize("package", ALL)
def test_each_need_is_looked_for_by_itself(make: Make, package: str) -> None:
    machine = make(package)
    done = machine.prepare()
    assert done.returncode == 0, done.stderr
    without_list = ("fontconfig", *FONTS)  # no font can be found without the command that lists
    wanted = without_list if package == "fontconfig" else (package,)
    assert installs(machine) == [["0:", *(name for name in ALL if name in wanted)]]
    assert done.stderr.count("\n") == 1


def test_a_bare_machine_gets_everything_at_once(make: Make) -> None:
    machine = make(*ALL)
    assert machine.prepare().returncode == 0
    assert installs(machine) == [["0:", *ALL]]
    assert machine.prepare().stderr == ""
    assert len(installs(machine)) == 1


def offering_the_shell(machine: Machine) -> Machine:
    """Return the machine with an archive that has Chromium without its windows."""
    machine.command("apt-cache", f'[ "$*" = "show {SHELL}" ]')
    return machine


def test_a_bare_machine_gets_the_faster_browser_where_there_is_one(make: Make) -> None:
    machine = offering_the_shell(make(*ALL))
    assert machine.prepare().returncode == 0
    assert installs(machine) == [["0:", SHELL, *ALL[1:]]]
    assert machine.prepare().stderr == ""
    assert len(installs(machine)) == 1


@pytest.mark.parametrize(("missing", "first"), [((), []), (("jq",), [["0:", "jq"]])])
def test_a_machine_with_a_browser_gets_the_faster_one_too(
    make: Make, missing: tuple[str, ...], first: list[list[str]]
) -> None:
    machine = offering_the_shell(make(*missing))
    assert machine.prepare().returncode == 0
    assert installs(machine) == [*first, ["0:", SHELL]]
    assert machine.prepare().stderr == ""
    assert len(installs(machine)) == len(first) + 1


def test_the_faster_browser_is_only_a_wish(make: Make) -> None:
    machine = offering_the_shell(make(apt_get="exit 100"))
    assert machine.prepare().returncode == 0
    assert len(installs(machine)) == 1


@pytest.mark.parametrize(("sudo", "count"), [(None, 0), ("exit 1", 0), ('shift; exec "$@"', 1)])
def test_nobody_is_asked_for_a_password_for_a_wish(
    make: Make, sudo: str | None, count: int
) -> None:
    machine = offering_the_shell(make(user=1000))
    machine.command("true")
    if sudo:
        machine.command("sudo", f'[ "$1" = -n ] || exec "$@"\n{sudo}')
    assert machine.prepare().returncode == 0
    assert len(installs(machine)) == count


@pytest.mark.parametrize("name", ["chromium-browser", "google-chrome", "google-chrome-stable"])
def test_any_chromium_will_do(make: Make, name: str) -> None:
    machine = make("chromium")
    machine.command(name)
    assert machine.prepare().returncode == 0
    assert machine.calls() == []


def test_only_linux_needs_the_library(make: Make) -> None:
    machine = make("libatomic1")
    machine.command("uname", "echo Darwin")
    assert machine.prepare().returncode == 0
    assert machine.calls() == []


def _the_sentence(done: subprocess.CompletedProcess[str]) -> str:
    assert done.returncode == 2
    assert done.stdout == ""
    *progress, sentence = done.stderr.splitlines()
    assert len(progress) <= 1
    return sentence


def test_without_apt_get_everything_that_is_missing_is_named(make: Make) -> None:
    named = ", ".join(WORDS[package] for package in ALL)
    assert _the_sentence(make(*ALL, apt_get=None).prepare()) == (
        f"The tests need {named}: there is no apt-get here to install it, "
        "so install it yourself and try again."
    )


def test_who_may_not_install_is_told_what_to_run(make: Make) -> None:
    machine = make("jq", "fonts-roboto-unhinted", user=1000)
    assert _the_sentence(machine.prepare()) == (
        "The tests need the font Roboto, the command jq: run this as root and try again: "
        "apt-get install fonts-roboto-unhinted jq"
    )
    assert machine.calls() == []


def test_sudo_is_used_where_it_is_needed(make: Make) -> None:
    machine = make("jq", user=1000)
    machine.command("sudo", f'echo "sudo: $*" >>"{machine.has.parent}/calls"; exec "$@"')
    assert machine.prepare().returncode == 0
    assert [call for call in machine.calls() if call.startswith("sudo")] == [
        "sudo: apt-get update -qq",
        f"sudo: env DEBIAN_FRONTEND=noninteractive apt-get install {OPTIONS} jq",
    ]


@pytest.mark.parametrize(
    ("apt_get", "why"),
    [
        (
            "echo Reading; echo 'E: Unable to locate package jq'; exit 100",
            "apt-get could not install jq (E: Unable to locate package jq).",
        ),
        ("exit 1", "apt-get could not install jq (it gave no reason)."),
        ("exit 0", "apt-get installed jq, but it is still not found."),
    ],
)
def test_what_cannot_be_installed_is_one_sentence(make: Make, apt_get: str, why: str) -> None:
    assert _the_sentence(make("jq", apt_get=apt_get).prepare()) == (
        f"The tests need the command jq: {why}"
    )
