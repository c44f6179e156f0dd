"""All rules across records, in the order in which they run."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from safetyhelp.checks import (
    areas,
    contacts,
    coverage,
    dates,
    identity,
    letters,
    listed,
    reaching,
    remarks,
    texts,
)
from safetyhelp.dataset.dataset import Dataset
from safetyhelp.findings.model import Finding, in_order
from safetyhelp.records.files.loaded import with_file
from safetyhelp.records.lists.declined import declined_once
from safetyhelp.records.lists.suppressions import suppressions_have_not_expired

RULES: tuple[Callable[[Dataset], Iterator[Finding]], ...] = (
    identity.file_names_are_ids,
    identity.ids_are_unique,
    identity.nothing_is_here_twice,
    identity.references_lead_somewhere,
    identity.retired_ids_stay_unused,
    areas.areas_exist,
    areas.announced_changes_are_made,
    areas.kinds_exist_in_their_nations,
    coverage.every_council_is_covered,
    coverage.gaps_are_reviewed,
    coverage.gaps_are_real,
    coverage.gaps_are_not_put_off,
    areas.partnerships_do_not_overlap,
    contacts.ways_to_report_lead_somewhere,
    contacts.what_has_ended_has_no_contacts,
    listed.withdrawn_contacts_stay_away,
    listed.unchecked_contacts_get_checked,
    listed.no_contact_is_on_both_lists,
    listed.lists_can_work,
    texts.contacts_stand_under_contacts,
    reaching.texts_are_no_dead_ends,
    reaching.gaps_send_people_to_the_right_records,
    texts.addresses_stay_out,
    texts.texts_are_plain,
    remarks.editors_keep_their_remarks,
    contacts.emails_belong_to_teams,
    contacts.confirmations_fit_their_values,
    contacts.evidence_is_fresh,
    dates.nothing_was_read_tomorrow,
    dates.spans_make_sense,
    dates.numbers_make_sense,
    dates.nothing_was_confirmed_before_it_was_seen,
    letters.letters_fill_their_places,
    letters.letters_name_their_sources,
    letters.letters_are_easy_to_read,
    letters.letters_are_for_each_nation,
)


def check_all(dataset: Dataset) -> list[Finding]:
    """Return everything that is wrong: in the files themselves and across records, sorted.

    Of a file with faults, the rules see what can be read. What they say about a value that cannot
    be read would be about what stands in its place: it is left out. What stands there a second time
    is looked at as well, in place of the first.
    """
    findings = _across(dataset)
    known = {(finding.code, finding.file, finding.line, finding.column) for finding in findings}
    for found in _in_other_readings(dataset):
        if (found.code, found.file, found.line, found.column) not in known:
            findings.append(found)
    findings.extend(declined_once(dataset.loaded))
    findings.extend(suppressions_have_not_expired(dataset.loaded, dataset.today))
    return in_order(findings)


def _across(dataset: Dataset) -> list[Finding]:
    findings = list(dataset.loaded.findings)
    whole = dataset.with_drafts
    for rule in RULES:
        found = rule(whole)
        findings.extend(f for f in found if not f.path or not whole.is_unread(f.file, f.path))
    not_known = {(f.file, f.path) for f in findings if f.code in ("unknown-area", "unknown-record")}
    return [f for f in findings if f.code != "wrong-form" or (f.file, f.path) not in not_known]


def _in_other_readings(dataset: Dataset) -> Iterator[Finding]:
    """Yield what is wrong with what stands in a file a second time, where only one can count."""
    for file, (record_id, others) in dataset.loaded.drafts.others.items():
        for other in others:
            loaded = with_file(dataset.loaded, file, record_id, other.examined)
            directory = replace(dataset.directory, all_records=loaded.records)
            for finding in _across(replace(dataset, loaded=loaded, directory=directory)):
                if finding.file == file and any(a <= finding.line <= z for a, z in other.lines):
                    yield finding
