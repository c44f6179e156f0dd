"""Small data folders for the tests of the command: records that name servers of the tests."""

import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from safetyhelp.paths import DATA
from safetyhelp.records.reading import modeline


@dataclass(frozen=True)
class Contact:
    """A contact to be written into a record."""

    source: str
    phone: str = ""
    email: str = ""
    url: str = ""

    def as_yaml(self) -> str:
        lines = ["  - for: Phone the community safety team"]
        if self.phone:
            lines.append(f'    phone: "{self.phone}"')
        lines += [
            f"    {key}: {getattr(self, key)}" for key in ("email", "url") if getattr(self, key)
        ]
        return "\n".join([*lines, f"    source: {self.source}", "    seen: unknown\n"])


def partnership(name: str, source: str, contacts: Sequence[Contact] = ()) -> str:
    """Return the text of a partnership's record."""
    listed = "contacts:\n" + "".join(c.as_yaml() for c in contacts) if contacts else ""
    return (
        f"{modeline('partnerships')}\nname: {name}\n"
        f"covers:\n  councils: [stockport]\nrole: statutory\n{listed}"
        f"sources:\n  - url: {source}\n    # read in spring\n    seen: unknown\n"
    )


@dataclass(frozen=True)
class DataFolder:
    """A data folder of a test's own."""

    path: Path

    def write(self, record: str, text: str, kind: str = "partnerships") -> Path:
        file = self.path / kind / f"{record}.yml"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode())
        return file

    def suppress(self, *entries: tuple[str, str, str]) -> None:
        """Write suppressions: (url, problem, until)."""
        lines = [modeline("link-suppressions")]
        lines.append("suppressions:" if entries else "suppressions: []")
        for url, problem, until in entries:
            lines += [f"  - url: {url}", f"    problem: {problem}", "    reason: We looked at it."]
            lines.append(f'    until: "{until}"')
        (self.path / "link-suppressions.yml").write_text("\n".join(lines) + "\n")


def data_folder(folder: Path) -> DataFolder:
    """Make a data folder with the project's schemas."""
    shutil.copytree(DATA / "schema", folder / "data" / "schema")
    return DataFolder(folder / "data")
