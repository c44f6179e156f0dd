"""The form “A council or partnership has changed”: a new name, a new area, a merger."""

from safetyhelp.areas.model import Covers
from safetyhelp.issue_forms.apply.close import has_ended, take_out_contacts
from safetyhelp.issue_forms.apply.drafts import Draft
from safetyhelp.issue_forms.bodies import Answers, RefusedError
from safetyhelp.issue_forms.forms import COUNCIL, MERGED, MOVED, RENAMED
from safetyhelp.new_record.areas import Places, place_problems
from safetyhelp.new_record.create import covers_value
from safetyhelp.records.model import Record
from safetyhelp.yaml.parse import Value


def _rename(draft: Draft, record: Record, answers: Answers) -> None:
    name = " ".join(answers["name"].split())
    if not name:
        raise RefusedError("Write the new name into “The new name”.")
    if name == record.name:
        raise RefusedError("That is its name already. Nothing is to be changed.")
    fields = draft.fields(record.file)
    former = [each for each in (*record.former_names, record.name) if each != name]
    if fields.get("name_unconfirmed") == "yes":  # never its own name: nobody looks for it
        former.remove(record.name)
        draft.put(record.file, ("name_unconfirmed",), None)
    others: list[Value] = [each for each in record.other_names if each != name]
    draft.put(record.file, ("name",), name)
    draft.put(record.file, ("former_names",), list(former) or None)
    if record.other_names:
        draft.put(record.file, ("other_names",), others or None)
    draft.add_source(record, answers["source"], answers["seen"], "The new name.")
    draft.remarks.append(f"{record.file}: the file keeps its name, so that its address stays.")


def _move(draft: Draft, record: Record, answers: Answers) -> None:
    names = answers.names("covers")
    places, level = Places(draft.dataset.directory.map), record.covers.level
    if problems := list(place_problems(places, names, record.kind, level)):
        raise RefusedError(*(answers.about("covers", problem) for problem in problems))
    placed = places.find(names, record.kind, level)
    if placed.covers == record.covers:
        raise RefusedError("That is its area already. Nothing is to be changed.")
    draft.remarks.extend(placed.remarks)
    draft.put(record.file, ("covers",), covers_value(placed.covers))
    draft.add_source(record, answers["source"], answers["seen"], "The area that it covers now.")


def _merge(draft: Draft, record: Record, answers: Answers, target: Record | None) -> None:
    if target is None:
        raise RefusedError
    if target.kind != record.kind or target.id == record.id:
        raise RefusedError("It can only become part of another record of the same sort.")
    draft.put(record.file, ("ends_on",), answers["ended"])
    draft.put(record.file, ("replaced_by",), target.id)
    draft.add_source(record, answers["source"], answers["seen"], "The merger.")
    if not has_ended(draft, answers):
        draft.remarks.append(
            f"{target.file}: on that day its area must be made larger. Nobody is reminded of it."
        )
        return
    take_out_contacts(draft, record, withdraw=False)
    _take_over(draft, record, target)


def _take_over(draft: Draft, record: Record, target: Record) -> None:
    """Give the area and the name of a record to the one that it has become part of."""
    areas = draft.dataset.directory.map
    if not areas.covered(record.covers) <= areas.covered(target.covers):
        if record.covers.level != target.covers.level:
            raise RefusedError(
                f"{target.file} is about areas of another sort, so that a person has to join them."
            )
        ids = tuple(dict.fromkeys((*target.covers.ids, *record.covers.ids)))
        draft.put(target.file, ("covers",), covers_value(Covers(target.covers.level, ids)))
        draft.remarks.append(f"{target.file}: its area was made larger.")
    former: list[Value] = list(dict.fromkeys((*target.former_names, record.name)))
    draft.put(target.file, ("former_names",), former)


def change(draft: Draft, answers: Answers) -> str:
    """Apply the form; return the title of the change. Raises RefusedError."""
    if answers["change"] == COUNCIL:
        raise RefusedError(
            "The list of councils comes from official data. A person has to import it "
            "(data/areas/SOURCES.md says how), and then to go through the records of the area. "
            "Thank you for telling us."
        )
    if answers["change"] == MERGED and not answers["replaced_by"]:
        draft.problems.append("Write the page of the other one into “What has it become part of?”.")
    target = draft.record_of(answers, "replaced_by")
    record = draft.about(answers)
    if answers["change"] == MERGED:
        _merge(draft, record, answers, target)
    else:
        {RENAMED: _rename, MOVED: _move}[answers["change"]](draft, record, answers)
    return f"Change {record.kind}/{record.id}"
