"""All rules across records, in the order in which they run."""

from collections.abc import Callable, Iterator

from safetyhelp.checks import (
    areas,
    contacts,
    coverage,
    dates,
    identity,
    listed,
    reaching,
    remarks,
    texts,
)
from safetyhelp.dataset.dataset import Dataset
from safetyhelp.findings.model import Finding, in_order
from safetyhelp.records.lists.declined import declined_once
from safetyhelp.records.lists.suppressions import suppressions_have_not_expired

RULES: tuple[Callable[[Dataset], Iterator[Finding]], ...] = (
    identity.file_names_are_ids,
    identity.ids_are_unique,
    identity.nothing_is_here_twice,
    identity.references_lead_somewhere,
    identity.retired_ids_stay_unused,
    identity.retired_ids_lead_somewhere,
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
    remarks.editors_keep_their_remarks,
    contacts.emails_belong_to_teams,
    contacts.confirmations_fit_their_values,
    contacts.evidence_is_fresh,
    dates.nothing_was_read_tomorrow,
    dates.spans_make_sense,
    dates.numbers_make_sense,
    dates.nothing_was_confirmed_before_it_was_seen,
)


def check_all(dataset: Dataset) -> list[Finding]:
    """Return everything that is wrong: in the files themselves and across records, sorted.

    Of a file with faults, the rules see what can be read. What they say about a value that cannot
    be read would be about what stands in its place: it is left out.
    """
    findings = list(dataset.loaded.findings)
    whole = dataset.with_drafts
    for rule in RULES:
        found = rule(whole)
        findings.extend(f for f in found if not f.path or not whole.is_unread(f.file, f.path))
    findings.extend(declined_once(dataset.loaded))
    findings.extend(suppressions_have_not_expired(dataset.loaded, dataset.today))
    return in_order(findings)
