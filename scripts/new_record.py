"""Write a new record: python scripts/new_record.py KIND [--name NAME] [--covers AREA …]."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from safetyhelp.areas.on_a_day import LEVELS
from safetyhelp.command import FINDINGS, OK, UNUSABLE, add_data_options, run, say, today_of
from safetyhelp.dataset.load import load
from safetyhelp.findings.renderers import as_text
from safetyhelp.new_record.asking import CONTACT_KEYS
from safetyhelp.new_record.create import Request, compose
from safetyhelp.new_record.trial import try_files
from safetyhelp.paths import folders
from safetyhelp.records.kinds import RECORD_KINDS
from safetyhelp.records.schema import read_schemas


def _pair(text: str) -> tuple[str, str]:
    key, mark, value = text.partition("=")
    if not mark or not key.strip():
        raise argparse.ArgumentTypeError(f"“{text}”: write it as KEY=VALUE, like run_by=council.")
    return key.strip(), value.strip()


def _arguments(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description="Write a new, valid record. What is needed and not given is asked for.",
        epilog="Example: python scripts/new_record.py asb-case-reviews --covers Stockport "
        "--source https://www.stockport.gov.uk/asb-case-review",
    )
    parser.add_argument("kind", choices=RECORD_KINDS, metavar="KIND", help=", ".join(RECORD_KINDS))
    parser.add_argument("--name", help="its name, as its owner writes it")
    parser.add_argument(
        "--covers",
        action="append",
        default=[],
        metavar="AREA",
        help="a council, county, police area or nation; may be given again",
    )
    parser.add_argument("--level", choices=LEVELS, default="", help="if a name means several areas")
    parser.add_argument("--summary", help="one or two short sentences for visitors")
    parser.add_argument("--source", default="", metavar="URL", help="the page that shows it")
    parser.add_argument("--seen", default="", metavar="DATE", help="the date that the page shows")
    for key in CONTACT_KEYS:
        parser.add_argument(
            f"--{key.replace('_', '-')}",
            default="",
            dest=f"contact_{key}",
            metavar="TEXT",
            help=f"“{key}” of its contact",
        )
    parser.add_argument(
        "--set",
        action="append",
        default=[],
        type=_pair,
        metavar="KEY=VALUE",
        help="any other key of the schema; a list with commas; may be given again",
    )
    parser.add_argument(
        "--from",
        default="",
        dest="pattern",
        metavar="ID",
        help="take everything else from this record of the same kind",
    )
    parser.add_argument("--id", default="", help="its id; without it one is proposed")
    parser.add_argument("--dry-run", action="store_true", help="print the record, write nothing")
    add_data_options(parser)
    return parser.parse_args(argv)  # fmt: skip


def _ask(question: str, example: str) -> str:
    say(f"{question} For example: {example}" if example else question)
    return input()


def main(argv: Sequence[str] | None = None) -> int:
    """Ask for what is missing, try the record, write it if the checks find nothing wrong."""
    options = _arguments(argv)
    where = folders(options.data)
    settings = {"name": options.name, "summary": options.summary, **dict(options.set)}
    request = Request(
        kind=options.kind,
        places=tuple(options.covers),
        level=options.level,
        source=options.source,
        seen=options.seen,
        contact={key: getattr(options, f"contact_{key}") for key in CONTACT_KEYS},
        settings={key: text for key, text in settings.items() if text},
        pattern=options.pattern,
        record_id=options.id,
    )
    try:
        dataset = load(where, today_of(options), say)
        schemas = read_schemas(where.schema)
        made = compose(dataset, schemas, request, _ask)
    except EOFError:
        say("An answer is missing. Give it as an option: python scripts/new_record.py --help")
        return UNUSABLE
    verdict = try_files(dataset, {made.file: made.text}, schemas)
    for remark in made.remarks:
        say(remark)
    sys.stdout.write(as_text([*verdict.errors, *verdict.warnings]))
    path = Path(where.data) / options.kind / f"{made.record_id}.yml"
    if verdict.errors:
        say("Nothing was written. Put this right and try again.")
        return FINDINGS
    if options.dry_run:
        sys.stdout.write(made.text)
        return OK
    try:
        path.parent.mkdir(exist_ok=True)
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(made.text)
    except OSError as error:
        say(f"{made.file}: cannot be written: {error.strerror}.")
        return UNUSABLE
    print(made.file)
    return OK


if __name__ == "__main__":
    run(main)
