"""Records with numeric or private addresses, for tests and for sites behind a wall.

The schemas refuse such addresses in the directory. `--allow-private-addresses` lets them through
for the one run, and nothing else that the schemas refuse.
"""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import jsonschema

from safetyhelp.linkcheck.check_options import CheckOptions
from safetyhelp.linkcheck.edits.fix import UrlCheck
from safetyhelp.linkcheck.web.errors import VisitError
from safetyhelp.linkcheck.web.guard import PRIVATE_TOO, target_of
from safetyhelp.records.formats import url_fault
from safetyhelp.records.schema import Schemas, read_schemas


def url_or_private_fault(url: str) -> str | None:
    """Check a web address like `url_fault`, but let its host be a private one."""
    fault = url_fault(url)
    if fault is None:
        return None
    try:
        target_of(url, PRIVATE_TOO)
    except VisitError:
        return fault
    return url_fault(urlsplit(url)._replace(netloc="www.gov.uk").geturl())


def url_check_for(check_options: CheckOptions) -> UrlCheck:
    """Return what says whether the records of a run may hold a web address."""
    return url_or_private_fault if check_options.allow_private else url_fault


class PrivateSchemas(Schemas):
    """Schemas that take a private address for a web address like any other."""

    def errors(self, name: str, value: Any) -> Iterator[jsonschema.ValidationError]:
        """Yield what is wrong with a parsed file."""
        for error in super().errors(name, value):
            of_url = error.validator == "format" and error.validator_value == "uri"
            if not (of_url and url_or_private_fault(str(error.instance)) is None):
                yield error


def schemas_for(check_options: CheckOptions) -> Schemas:
    """Return the schemas of the data folder of a run. Raises what `read_schemas` raises."""
    schemas = read_schemas(check_options.where.schema)
    return PrivateSchemas(schemas.documents) if check_options.allow_private else schemas
