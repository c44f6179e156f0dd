"""Write the issue forms from the schemas: python scripts/make_issue_forms.py [--check]."""

import argparse
from collections.abc import Sequence
from pathlib import Path

from safetyhelp.command import FINDINGS, OK, UNUSABLE, run, say
from safetyhelp.issue_forms.files import form_files
from safetyhelp.issue_forms.forms import forms
from safetyhelp.paths import DATA, ROOT
from safetyhelp.records.schema import read_schemas
from safetyhelp.text.files import write_whole


def main(argv: Sequence[str] | None = None) -> int:
    """Write the files, or with --check only say which ones are out of date."""
    parser = argparse.ArgumentParser(description="Write the issue forms from the schemas.")
    parser.add_argument("--check", action="store_true", help="change nothing, only report")
    parser.add_argument(
        "--out", type=Path, default=ROOT / ".github" / "ISSUE_TEMPLATE", metavar="DIR"
    )
    options = parser.parse_args(argv)
    try:
        files = form_files(forms(read_schemas(DATA / "schema")))
        options.out.mkdir(parents=True, exist_ok=True)
        found = {path.name: path.read_bytes() for path in options.out.iterdir()}
        different = [name for name, text in files.items() if found.get(name) != text.encode()]
        if not options.check:
            for name in different:
                write_whole(options.out / name, files[name])
    except OSError as error:
        say(f"{options.out}: cannot be read or written: {error.strerror}.")
        return UNUSABLE
    stray = sorted(set(found) - set(files))
    for name in stray:
        print(f"{name}: no schema makes this form. Delete it.")
    for name in different:
        if options.check:
            print(f"{name}: does not match the schemas. Run: python scripts/make_issue_forms.py")
        else:
            print(f"{name}: written.")
    return FINDINGS if stray or (options.check and different) else OK


if __name__ == "__main__":
    run(main)
