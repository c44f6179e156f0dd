"""Check every link and every fact: python scripts/check_links.py [options]."""

import sys
from collections.abc import Callable, Sequence

from safetyhelp.command import FINDINGS, OK, UNUSABLE, run, say
from safetyhelp.findings.model import Finding, has_errors, in_order
from safetyhelp.findings.renderers import RENDERERS
from safetyhelp.linkcheck.edits.propose import propose
from safetyhelp.linkcheck.options import check_options_of, parser
from safetyhelp.linkcheck.private import url_check_for
from safetyhelp.linkcheck.problems import as_findings
from safetyhelp.linkcheck.report import Checked, as_json, as_markdown
from safetyhelp.linkcheck.run import check_directory, fix_moves, read_records
from safetyhelp.records.files.loaded import Loaded
from safetyhelp.records.lists.suppressions import suppressions_have_not_expired
from safetyhelp.text.files import write_whole


def _render(form: str, checked: Checked, loaded: Loaded, findings: list[Finding]) -> str:
    documents: dict[str, Callable[[Checked, Loaded], str]] = {
        "json": as_json,
        "markdown": as_markdown,
    }
    return documents[form](checked, loaded) if form in documents else RENDERERS[form](findings)


_NO_LONGER = ". Nobody has tried it: “confirmed” was taken out"


def main(argv: Sequence[str] | None = None) -> int:
    """Parse the arguments, check what was asked for, print what was found."""
    options = parser().parse_args(argv)
    check_options = check_options_of(options)
    try:
        loaded = read_records(check_options)
        if loaded.findings:
            say(f"{len(loaded.findings)} faults in the files: their records are left out. Run "
                "scripts/validate.py.")  # fmt: skip
        checked = check_directory(check_options, loaded, say)
        expired = suppressions_have_not_expired(loaded, check_options.today)
        findings = in_order([*as_findings(checked.problems, loaded), *expired])
        if options.report:
            write_whole(options.report, as_markdown(checked, loaded))
        sys.stdout.write(_render(options.format, checked, loaded, findings))
        for fixed in fix_moves(checked, check_options) if options.fix else ():
            say(f"{fixed.edit.place.file}: {fixed.edit.old} → {fixed.edit.new}"
                f"{f': NOT changed, {fixed.fault}' if fixed.fault else ''}"
                f"{_NO_LONGER if fixed.unconfirmed else ''}")  # fmt: skip
        if options.propose:
            url_check = url_check_for(check_options)
            count = propose(checked, check_options.where, options.propose, url_check)
            say(f"{count:,} changes are proposed in {options.propose}.")
    except KeyboardInterrupt:
        say("\nStopped. What is finished is kept: run the same command again to go on.")
        return 130
    except OSError as error:
        say(f"{error.filename or 'A file'} cannot be written: {error.strerror}.")
        return UNUSABLE
    errors = sum((p.certain or p.alarm) and not p.suppressed for p in checked.problems)
    say(f"{len(checked.links):,} addresses, {len(checked.facts):,} values. {errors:,} problems are "
        f"errors, {len(findings):,} findings in all.")  # fmt: skip
    return FINDINGS if has_errors(findings) else OK


if __name__ == "__main__":
    run(main)
