"""Which record became which between two states of the data, and which addresses are lost. Pure."""

from collections import Counter
from collections.abc import Iterator, Mapping

from safetyhelp.dataset.dataset import Dataset
from safetyhelp.findings.model import Finding
from safetyhelp.records.kinds import RETIRED
from safetyhelp.records.lists.retired import RetiredId, retired_of
from safetyhelp.records.model import Record
from safetyhelp.text.words import counted, in_words

_ALIKE = 0.5
"""From this share of equal lines on, git too takes a new file for a renamed one."""


Moves = Mapping[str, str]
"""The file that a record had → the one that it has now, where they differ."""


def renamed(before: Dataset, after: Dataset) -> Moves:
    """Return the new file of each record whose file is gone: as the new one says, or as it looks.

    A record says under `former_ids` what it was. Without that, a new file with the same name of
    the record, or with most of its lines, is the same record.
    """
    were, are = _files(before), _files(after)
    gone = {r.file: r for r in before.loaded.records if r.file not in are}
    new = [r for r in after.loaded.records if r.file not in were]
    said = {
        former.file: record.file
        for former in gone.values()
        for record in new
        if record.kind == former.kind and former.id in record.former_ids
    }
    left = {r.file: r for r in new if r.file not in said.values()}
    lines = {file: _lines(after, file) for file in left}
    found = dict(said)
    for file, former in gone.items():
        if file not in said and (match := _most_alike(former, _lines(before, file), left, lines)):
            found[file] = match
            del left[match]
    return found


def _lines(dataset: Dataset, file: str) -> Counter[str]:
    return Counter(dataset.loaded.texts[file].text.splitlines())


def _most_alike(
    former: Record,
    had: Counter[str],
    left: Mapping[str, Record],
    lines: Mapping[str, Counter[str]],
) -> str | None:
    def likeness(file: str) -> tuple[bool, float]:
        same = left[file].name.casefold() == former.name.casefold()
        shared = (had & lines[file]).total()
        return same, 2 * shared / (had.total() + lines[file].total())

    best = max(left, key=likeness, default=None)
    if best is None:
        return None
    same, ratio = likeness(best)
    return best if same or ratio >= _ALIKE else None


def pairs(before: Dataset, after: Dataset, moved: Moves) -> Iterator[tuple[Record, Record]]:
    """Yield each record that is in both states, whatever its file is called, before and after."""
    new = {record.file: record for record in after.loaded.records}
    for record in before.loaded.records:
        file = moved.get(record.file, record.file)
        if file in new:
            yield record, new[file]


def addresses_stay(before: Dataset, after: Dataset, moved: Moves) -> Iterator[Finding]:
    """Yield a finding for each record of which an address led somewhere and does so no more.

    The list of retired ids keeps the address of a record that was deleted, and each of its entries.
    """
    records = after.loaded.records
    listed = {(entry.kind, entry.id) for entry in retired_of(after.loaded)}
    kept = {(r.kind, each) for r in records for each in (r.id, *r.former_ids)} | listed
    new = {record.file: record for record in records}
    here = _files(after)
    for record in before.loaded.records:
        lost = tuple(e for e in (record.id, *record.former_ids) if (record.kind, e) not in kept)
        file = moved.get(record.file, record.file)
        heirs = (r for r in records if r.kind == record.kind and record.id in r.former_ids)
        heir = new.get(file) or next(heirs, None)
        if not lost or (heir is None and file in here):  # it cannot be read: that is said already
            continue
        if heir is None:
            yield _deleted(record, lost, after)
        elif record.id in lost:
            yield _moved(record, heir, lost, after)
        else:
            yield _dropped(record, heir, lost, after)
    for entry in retired_of(before.loaded):
        if (entry.kind, entry.id) not in kept:
            yield _unlisted(entry, after)


def _files(dataset: Dataset) -> frozenset[str]:
    """Return every file that is there, those that cannot be read included."""
    return frozenset((*dataset.loaded.texts, *(f.file for f in dataset.loaded.findings)))


def _addresses(record: Record, lost: tuple[str, ...]) -> str:
    """Say which addresses of a record led somewhere until now."""
    what = "its address" if len(lost) == 1 else f"its {counted(len(lost), 'address', 'addresses')}"
    return f"{what} {in_words([f'services/{record.kind}/{each}/' for each in lost], 'and')}"


def _rescue(record: Record) -> str:
    back = f"git checkout origin/main -- {record.file}"
    if record.ends_on:
        return f"Bring the file back ({back}): it says that this has ended."
    return f"Close it instead. Bring the file back ({back}) and add “ends_on:” with its last day."


def _deleted(record: Record, lost: tuple[str, ...], after: Dataset) -> Finding:
    return after.finding(
        "address-lost",
        record.file,
        (),
        f"This file was deleted: {_addresses(record, lost)} would lead nowhere, and another "
        "record could take its id.",
        f"{_rescue(record)} If another record says the same, add "
        f"“former_ids: [{', '.join(lost)}]” there. If it was a mistake, list "
        f"{in_words(lost, 'and')} in {after.loaded.file_of(RETIRED)}.",
    )


def _unlisted(entry: RetiredId, after: Dataset) -> Finding:
    return after.finding(
        "address-lost",
        after.loaded.file_of(RETIRED),
        (),
        f"“{entry.id}” ({entry.kind}) was taken out of the list of retired ids: who kept it would "
        "be told nothing, and another record could take it.",
        "Put the entry back. An id that was in use is never free again.",
    )


def _moved(record: Record, new: Record, lost: tuple[str, ...], after: Dataset) -> Finding:
    if new.kind == record.kind:
        ids = ", ".join((*new.former_ids, *lost))
        remedy = (
            f"Add “former_ids: [{ids}]” to it. Or give the file its old name back: "
            f"git mv {new.file} {record.file}"
        )
    else:
        remedy = (
            "No address leads from one folder to another. Put the file back "
            f"(git mv {new.file} {record.file}). If it belongs here, keep the old file as well "
            f"(git checkout origin/main -- {record.file}) and close it there with “ends_on:”."
        )
    return after.finding(
        "address-lost",
        new.file,
        (),
        f"This file was {record.file} before: {_addresses(record, lost)} would lead nowhere.",
        remedy,
    )


def _dropped(record: Record, new: Record, lost: tuple[str, ...], after: Dataset) -> Finding:
    return after.finding(
        "address-lost",
        new.file,
        ("former_ids",) if new.former_ids else (),
        f"A former id was taken out: {_addresses(record, lost)} would lead nowhere.",
        f"Put it back: “former_ids: [{', '.join((*new.former_ids, *lost))}]”.",
    )
