"""The kinds of record. The folder in which a record lies is its kind."""

REPORTING = "reporting"
POLICE = "police"
VICTIM_SERVICES = "victim-services"
RJ_PROVIDERS = "rj-providers"
ASB_CASE_REVIEWS = "asb-case-reviews"
COMPLAINTS = "complaints"
PARTNERSHIPS = "partnerships"

RECORD_KINDS = (
    REPORTING,
    POLICE,
    VICTIM_SERVICES,
    RJ_PROVIDERS,
    ASB_CASE_REVIEWS,
    COMPLAINTS,
    PARTNERSHIPS,
)

GAPS = "gaps"
WITHDRAWN = "withdrawn"
NOT_CHECKED = "not-checked"
LINK_SUPPRESSIONS = "link-suppressions"
LISTS = (GAPS, WITHDRAWN, NOT_CHECKED, LINK_SUPPRESSIONS)
"""Files directly in the data folder that hold a list of entries."""

LIST_FILES = tuple(f"{name}.yml" for name in LISTS)
"""The names of these files."""
