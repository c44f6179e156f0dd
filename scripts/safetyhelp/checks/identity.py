"""Rules about ids: well formed, never used twice, and every reference leads to a live record."""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from safetyhelp.dataset.dataset import Dataset
from safetyhelp.findings.model import Finding, Path, Severity
from safetyhelp.records.contacts import keys_of_record
from safetyhelp.records.dates import day_after
from safetyhelp.records.kinds import RETIRED
from safetyhelp.records.lists.retired import retired_of
from safetyhelp.records.model import Record, not_ended
from safetyhelp.text.file_names import kept_by_windows, without_endings
from safetyhelp.text.slugs import MAX_LENGTH, is_id, slug
from safetyhelp.text.words import did_you_mean

_ALIKE = 0.9


def file_names_are_ids(dataset: Dataset) -> Iterator[Finding]:
    """Check the stem of each file: it is the id of its record and part of a web address."""
    taken = {(record.kind, record.id) for record in dataset.loaded.records}
    for record in dataset.loaded.records:
        if kept_by_windows(record.id):
            message = (
                f"“{record.id}” is a name that Windows keeps for itself: nobody there could get a "
                "copy of this project."
            )
        elif is_id(record.id):
            continue
        else:
            message = (
                f"“{record.id}” cannot be an id: use lower-case letters, digits and hyphens, "
                f"{MAX_LENGTH} at most."
            )
        better = _better_id(record)
        yield dataset.finding(
            "wrong-file-name",
            record.file,
            (),
            message,
            f"There is a record “{better}” already. Put what only this one says into that file, "
            "and delete this one."
            if (record.kind, better) in taken
            else f"Rename the file to {better}.yml.",
        )


def _better_id(record: Record) -> str:
    """Return the id that is next to a wrong one: of the file’s name, else of the record’s."""
    wanted = [slug(without_endings(record.id)), slug(record.name), f"{slug(record.id)}-record"]
    fit = (each[:MAX_LENGTH].rstrip("-") for each in wanted if each)
    return next(each for each in fit if not kept_by_windows(each))


def ids_are_unique(dataset: Dataset) -> Iterator[Finding]:
    """Each id leads to one record for ever: also when it is a former id."""
    owners = {(record.kind, record.id): record.file for record in dataset.loaded.records}
    for record in dataset.loaded.records:
        for index, former in enumerate(record.former_ids):
            key = (record.kind, former)
            if key in owners:
                yield dataset.finding(
                    "id-collision",
                    record.file,
                    ("former_ids", index),
                    f"The id “{former}” already belongs to {owners[key]}.",
                    "Two records cannot have one address. Delete it from one of them.",
                )
            owners.setdefault(key, record.file)


def nothing_is_here_twice(dataset: Dataset) -> Iterator[Finding]:
    """Warn of two records of a kind with one name, or one number, for the same area and time.

    A number of many areas may well serve one of them too; a short one, like 101, serves all.
    """
    alike: dict[tuple[str, str, str], list[tuple[Record, Path]]] = {}
    for record in not_ended(dataset.loaded.records, dataset.today):
        alike.setdefault((record.kind, "name", slug(record.name)), []).append((record, ("name",)))
        for (what, key), path in keys_of_record(record):
            if what == "phone" and len(key) > _SHORT:
                alike.setdefault((record.kind, "number", key), []).append((record, path))
    told: set[tuple[str, str]] = set()
    for (_, what, _), found in alike.items():
        for record, path in found:
            others = (other for other, _ in found if _is_for_the_same(dataset, record, other))
            other = next((o for o in others if (record.file, o.file) not in told), None)
            if other:
                told.add((record.file, other.file))
                yield dataset.finding(
                    "record-twice",
                    record.file,
                    path,
                    f"{other.file} has the same {what}, for the same area. Visitors see both.",
                    "If it is one service, keep one of the two files, with all that is known, and "
                    "list the other’s id there under “former_ids”. If not, say in the names what "
                    "sets them apart.",
                    Severity.WARNING,
                )


_SHORT = 6
"""How many digits a number for everybody has at most: 101, 18000, 116123."""


def _is_for_the_same(dataset: Dataset, record: Record, other: Record) -> bool:
    """Say whether two different records are true for the same councils at the same time."""
    areas = dataset.directory.map
    return (
        record.file != other.file
        and areas.covered(record.covers) == areas.covered(other.covers) != frozenset()
        and not _ends_before(record, other)
        and not _ends_before(other, record)
    )


def _ends_before(one: Record, other: Record) -> bool:
    ends, starts = one.ends_on, other.starts_on
    return ends is not None and starts is not None and ends.last_day() < starts.first_day()


def _is_slip(written: str, known: str) -> bool:
    """Say whether an id is another one with a slip of the hand. Long ids share most of their words.

    Of a record that was deleted, none must be proposed that is only like it.
    """
    return SequenceMatcher(None, written, known).ratio() >= _ALIKE


def _check_reference(
    dataset: Dataset, file: str, path: Path, wanted: str, known: dict[str, Record]
) -> Iterator[Finding]:
    record = known.get(wanted)
    if record is None:
        # A record never stands for itself: of one that was deleted, its own id is the nearest.
        others = sorted(each for each in known if known[each].file != file)
        renamed = [each for each in others if wanted in known[each].former_ids]
        yield dataset.finding(
            "unknown-record",
            file,
            path,
            f"There is no record with the id “{wanted}”.",
            f"It is called “{renamed[0]}” now. Write that."
            if renamed
            else did_you_mean(
                wanted,
                [each for each in others if _is_slip(wanted, each)],
                "The id of a record is its file name, no .yml. If the record was deleted, bring "
                "it back and close it instead, or take its id out here.",
            ),
        )
    elif record.ends_on and record.ends_on.last_day() < dataset.today:
        yield dataset.finding(
            "ended-record-referenced",
            file,
            path,
            f"“{wanted}” ({record.file}) has ended ({record.ends_on.in_words()}).",
            f"Name the record that took its place: {record.replaced_by}."
            if record.replaced_by
            else "Name a record that is still true, or delete the reference.",
            since=day_after(record.ends_on.last_day()),
        )


_Reference = tuple[str, Path, str, dict[str, Record]]
"""File and place, the id that stands there, and the records by id that it may be."""


def records_by_id(records: Sequence[Record]) -> dict[str, dict[str, Record]]:
    """Return the records of each kind by id; one under a wrong name also by its right one."""
    found: dict[str, dict[str, Record]] = {}
    for record in records:
        found.setdefault(record.kind, {})[record.id] = record
    for record in records:
        if not is_id(record.id):  # it is told to be called otherwise
            found[record.kind].setdefault(_better_id(record), record)
    return found


def _references(dataset: Dataset) -> Iterator[_Reference]:
    loaded = dataset.loaded
    siblings = records_by_id(loaded.records)
    for record in loaded.records:
        if record.replaced_by:
            yield record.file, ("replaced_by",), record.replaced_by, siblings[record.kind]
    for retired in retired_of(loaded):
        if retired.replaced_by:
            path = ("retired", retired.position, "replaced_by")
            known = siblings.get(retired.kind, {})
            yield loaded.file_of(RETIRED), path, retired.replaced_by, known
    # An id may stand in several folders: one of them being live is enough.
    named = [each for known in siblings.values() for each in known.items()]
    everyone = dict(sorted(named, key=lambda each: each[1].current_on(dataset.today)))
    for entry in loaded.withdrawn:
        for index, allowed in enumerate(entry.allowed_in):
            place = ("withdrawn", entry.position, "allowed_in", index)
            yield loaded.withdrawn_file, place, allowed, everyone


def references_lead_somewhere(dataset: Dataset) -> Iterator[Finding]:
    """Check what is named by its id: live records.

    That is what takes the place of a record or of a retired id, and what may carry a withdrawn
    contact.
    """
    for file, path, wanted, known in _references(dataset):
        yield from _check_reference(dataset, file, path, wanted, known)


def retired_ids_stay_unused(dataset: Dataset) -> Iterator[Finding]:
    """Refuse an id that is retired and in use, as an id or as a former one, or listed twice."""
    owners = {
        (record.kind, each): record.file
        for record in dataset.loaded.records
        for each in (record.id, *record.former_ids)
    }
    file = dataset.loaded.file_of(RETIRED)
    for entry in retired_of(dataset.loaded):
        key = (entry.kind, entry.id)
        if key in owners:
            listed = owners[key] == file
            yield dataset.finding(
                "id-collision",
                file,
                ("retired", entry.position, "id"),
                f"The id “{entry.id}” stands here already."
                if listed
                else f"The id “{entry.id}” belongs to {owners[key]}: it is not retired.",
                "Delete one of the two entries."
                if listed
                else "If that is the same service, delete this entry. If it is another one, give "
                "its file another name: who kept the old id must not get somebody else.",
            )
        owners.setdefault(key, file)
