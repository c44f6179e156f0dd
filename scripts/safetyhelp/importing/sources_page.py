"""Write ``SOURCES.md``: where each file came from, its licence, its problems, how to refresh it.

Pure: the edition that the Code-Point zip shows and the checksums of the source files in, text out.
The vintages of the other products are those of the reference data the directory began with; the
files themselves do not show them, so the checksums say which copies were read.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from safetyhelp.importing.boundaries import BOUNDARIES_FILE
from safetyhelp.importing.codepoint import CODE_POINT_FILE, Edition
from safetyhelp.importing.lists import (
    COUNCILS_FILE,
    LOOKUP_FILE,
    POLICE_FILE,
    POSITIONS_FILE,
    RETIRED_FILE,
)
from safetyhelp.importing.northern_ireland import NORTHERN_IRELAND_FILE
from safetyhelp.importing.places import PLACES_FILE, WARDS_FILE


@dataclass(frozen=True, slots=True)
class Product:
    """A published product: what it is, how old, under which licence, where it is published."""

    file: str
    what: str
    vintage: str
    licence: str
    published: str


_OGL = "OGL v3"
_MIXED = "CC BY 4.0 (mySociety), MIT/Crown (GDS), OGL v3 (ONS)"

_OS = "https://osdatahub.os.uk (portal)"
_ONS = "https://geoportal.statistics.gov.uk (portal)"
_MYSOCIETY = "https://github.com/mysociety/uk_local_authority_names_and_codes"
_GDS = "https://github.com/alphagov/local-links-manager"
_GEONAMES = "https://download.geonames.org/export/dump/"
_POLICE = "https://data.police.uk"

PRODUCTS = (
    Product(CODE_POINT_FILE, "OS Code-Point Open", "", _OGL, _OS),
    Product(
        COUNCILS_FILE,
        "every current council: mySociety, GOV.UK local-links-manager, ONS",
        "2025",
        _MIXED,
        f"{_MYSOCIETY}, {_GDS}, {_ONS}",
    ),
    Product(
        RETIRED_FILE,
        "retired council codes and their successors",
        "2025",
        "CC BY 4.0",
        f"{_MYSOCIETY}, {_ONS}",
    ),
    Product(
        POSITIONS_FILE,
        "positions of councils",
        "2025",
        "CC BY 4.0, OGL v3",
        f"{_MYSOCIETY}, {_OS}",
    ),
    Product(
        LOOKUP_FILE,
        "ONS lookup: council, Community Safety Partnership, police force area",
        "2024, Barnsley and Sheffield re-coded to April 2025",
        _OGL,
        _ONS,
    ),
    Product(
        POLICE_FILE,
        "police force areas: ONS, data.police.uk",
        "2024",
        _OGL,
        f"{_ONS}, {_POLICE}",
    ),
    Product(
        PLACES_FILE,
        "places: GeoNames, ONS parishes and built-up areas",
        "2019 to 2024",
        "CC BY 4.0 (GeoNames), OGL v3",
        f"{_GEONAMES}, {_ONS}",
    ),
    Product(WARDS_FILE, "electoral wards of Great Britain", "2025", _OGL, _ONS),
    Product(
        NORTHERN_IRELAND_FILE,
        "BT outward codes by GeoNames points",
        "2020",
        "CC BY 4.0",
        _GEONAMES,
    ),
    Product(BOUNDARIES_FILE, "ONS generalised council boundaries", "May 2024", _OGL, _ONS),
)

_MADE_FROM = (
    (
        "councils.csv",
        f"{COUNCILS_FILE}, {RETIRED_FILE}, {POSITIONS_FILE}; {LOOKUP_FILE} as a cross-check",
    ),
    ("counties.csv", COUNCILS_FILE),
    ("police_areas.csv", POLICE_FILE),
    ("postcodes.csv", CODE_POINT_FILE),
    ("postcode_gaps.csv", CODE_POINT_FILE),
    ("northern_ireland_postcodes.csv", NORTHERN_IRELAND_FILE),
    ("places.csv", f"{PLACES_FILE}, {WARDS_FILE}"),
    ("boundaries.geojson", BOUNDARIES_FILE),
)

_BODY = """\
# Where the geography comes from

`scripts/import_areas.py` writes the files in this folder. Do not edit them by hand: the next
import would undo it. Correct the source, or the rule in `scripts/safetyhelp/importing/`.
Three files are written by hand, and the import leaves them alone: `aliases.csv` (names that people
use for councils, counties and police areas, such as BCP or the Met; rows of the kind `within` only
say where a place lies: Newport is in Shropshire, not in the area of its council), `changes.csv`
(counties whose councils are to be replaced, with the day and the page that says so) and
`announced.csv` (councils that are to begin, with those that they replace).

## Files

| file | made from |
|---|---|
{made_from}

## Products

| source file | product | vintage | licence | where it is published | SHA-256 of the copy read |
|---|---|---|---|---|---|
{products}

“Portal” means that only the address of the publisher’s portal is known: search there for the
product. `{code_point_file}` is read exactly as it is published. The other files are tables that
were put together for this directory from what is published there; nobody publishes them in this
form. The columns that each must have stand in `scripts/safetyhelp/importing/`. The files are
too large to keep here: take the folder over from the maintainer before you, and check it by the
SHA-256. Without the folder you can still prepare for new councils: see “When councils change”.

The zip of Code-Point Open shows its own edition: version {number}, copyright date
{copyright_date}, Royal Mail update {royal_mail_date}. The other files do not show theirs; their
vintages are those stated when the directory was begun. Change them in
`scripts/safetyhelp/importing/sources_page.py` when you replace a file.

OGL v3 is the [Open Government Licence v3.0][ogl]; CC BY 4.0 is [Creative Commons
Attribution 4.0][cc].

[ogl]: https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/
[cc]: https://creativecommons.org/licenses/by/4.0/

## Attribution

Every copy of these files, and the published site, must show:

{attribution}

## How the files are to be read

- **Ids** come from the names in the council list and do not change silently. A replaced council
  whose id would be that of a current one ends in `-former`.
- **`from` and `to`** are the first and the last day, both included; empty means open or not
  known. The list of retired codes gives some changes as 31 March and some as 1 April: `to` is
  always 31 March, and the successor's `from` the day after. `from` is known only for councils
  that replaced others.
- **Councils that end after the day of the edition** of Code-Point Open keep all that the files of
  before said of them, and their postcodes, places and outlines. So an import can be made and
  merged months before a change: each day uses the councils that it has.
- **Other replaced councils** have the position, region and police area of their successors, because
  the source gives none. `replaced_by` is the next council in time: Taunton Deane and West
  Somerset lead to Somerset West and Taunton (2019), which leads to Somerset (2023).
- **Former county councils** are in `councils.csv` with type `county council`, so that their names
  lead to today's councils. `counties.csv` holds the county councils of today, and those that ended
  since, with their last day.
- **`announced.csv`**: councils that are to begin. `from` is their first day; `replaces` holds the
  ids of the councils that end the day before; `county` is the id of the county council that ends
  with the last of its councils. They need no ONS code. When an import brings a council, it takes
  over under the id that it has here.
- **Re-coded councils** are the same council with a new code: see `former_codes`.
- **`postcodes.csv`**: a row starts a run of inward codes, in plain ASCII order, that holds until
  the next row of the same outward code. A postcode before the first run is unknown.
- **`postcode_gaps.csv`**: no postcode is known from `from_inward` to `to_inward`, both included.
  Listed are the gaps between the last postcode of one council and the first of the next, sectors
  (“SK1 3”) without any postcode, and what comes behind the last postcode of an outward code. A new
  postcode there is only likely to be in the council of its neighbours: between two councils it is
  in the one whose postcode is nearer about six times in ten. Elsewhere the neighbours on both
  sides are in one council, and so are more than 99 in 100 new postcodes.
- **`places.csv`**: one row for each name in a council. `sure` says how the source knows the
  council: exact, high, medium, low. `other_names` are for searching, never for display.

## Known problems

1. {without_position:,} postcodes have no position (PO boxes and the like): they start no run.
   {without_district:,} have a position but no district code: they take the council of their seven
   nearest neighbours.
2. Northern Ireland postcodes are not open data. The outward codes get about 93% of BT postcodes
   right, so an answer must say “probably” and offer the other councils. BT99 is not a place and is
   left out. The police force is always the Police Service of Northern Ireland.
3. No open source covers GY, JE and IM. They are outside the UK.
4. The ONS list of Community Safety Partnerships still shows those of merged councils
   (Bournemouth, Christchurch and Poole; Buckinghamshire; North and West Northamptonshire;
   Cumberland; Westmorland and Furness; East Suffolk). Only its police areas are used here.
5. “London” is one row (Westminster) in the list of places. It is left out, also as another name
   of the City of London: London has 33 councils, and the finder offers them.
6. Homepages are as listed and have not been checked; some begin with `http://`. Population
   figures are from 2020.
7. Boundaries are generalised: 98.5% of postcodes fall inside their own. Draw with them, never
   decide with them: the finder calls the council of a position likely, and offers others with it.
8. English councils change: Surrey on 1 April 2027 (see `announced.csv`), other two-tier areas on
   1 April 2028, by councils that nobody has named yet (see `changes.csv`). Police and crime
   commissioners end in May 2028; police areas do not.
9. The police area list still says Hampshire; the area and the force have been called Hampshire
   and Isle of Wight since 2022. Avon and Somerset Constabulary is now called Avon and Somerset
   Police. The names here are today's; `police_uk_id` is the id at data.police.uk.

## The quarterly refresh, step by step

Ordnance Survey publishes Code-Point Open in February, May, August and November.

1. Run `make validate` once. It makes `.venv`.
2. Download Code-Point Open (CSV, Great Britain) from the OS Data Hub, https://osdatahub.os.uk. Do
   not unpack it; name it `{code_point_file}`. It needs no account.
3. Put it into your folder of source files beside the other files of the table above, in place of
   the old one.
4. Run `.venv/bin/python scripts/import_areas.py SOURCE_DIR --check`. It takes a few minutes at the
   most. Nothing in this folder changes unless everything has been read and every postcode is right.
5. If it stops at a district code that is not a council, councils have changed: follow “When the
   new councils have codes” below. Then run it again.
6. Read the summary: councils added, ended and renamed, postcodes that changed council, places
   added and removed. A few hundred changed postcodes are usual; thousands need a reason.
7. Run `.venv/bin/python scripts/validate.py`: records that name a council which has ended are
   listed as overdue.
8. Propose the changed files, with the summary as the text of the pull request.

## When councils change, step by step

### When the names are known

This needs no source files and no codes. It can be merged months before the day.

1. Add a row to `announced.csv` for each new council, with the page that says so (`source`) and its
   date (`seen`, or `unknown`). Choose the `id` with care: it is the address of the new page.
2. Delete the county’s row in `changes.csv` if all its councils are named under `replaces`.
3. Run `.venv/bin/python scripts/validate.py`, then again with `--today` and the first day of the
   new councils. Nothing may be an error on either day.
4. Propose the two files. Before the day each old page says what comes. From the day on the new
   council has a page, made from the records of the old areas, and the old addresses lead to it.

### When the new councils have codes

Any day will do, before the change or after it. Change these files in your folder of source files:

1. `{councils_file}`: add a row for each new council. Delete the rows of the councils that end, and
   of the county council that ends with them.
2. `{retired_file}`: add a row for each of those that end, the county council too:
   `E07000209,Guildford,` then the code of the new council (several joined by `|`), then
   `merged/abolished 2027-03-31` with the last day.
3. `{positions_file}`: add a row for each new council. The old rows may stay.
4. `{lookup_file}`: nothing, until ONS publishes a new edition. Rows of councils that are in
   `{retired_file}` stand for those that replaced them.
5. `{boundaries_file}`: nothing, until ONS publishes a new edition. Old outlines are joined.
6. `{code_point_file}`: the edition that you have will do. An edition that has the new codes can be
   merged from the first day of the new councils on, not before.
7. Run `.venv/bin/python scripts/import_areas.py SOURCE_DIR --check`. Let it write into this folder,
   not into an empty one: what is known of the old councils is taken from here.
8. The summary must say “announced councils that are now imported” with their codes. Leave the rows
   in `announced.csv`: they say where the change was read, and keep the id.

### After the day

Records and gaps that name old councils go on for their part of the new area. The check lists them
as overdue. Go through them: name the new council, or write their last day under `ends_on`.
"""


def sources_page(
    edition: Edition, checksums: Mapping[str, str], without_position: int, without_district: int
) -> str:
    """Return ``SOURCES.md``; ``checksums`` holds the SHA-256 of each source file."""
    products = "\n".join(
        f"| `{product.file}` | {product.what} | {product.vintage or edition.number} "
        f"| {product.licence} | {product.published} | `{checksums[product.file]}` |"
        for product in PRODUCTS
    )
    return _BODY.format(
        made_from="\n".join(f"| `{file}` | {sources} |" for file, sources in _MADE_FROM),
        products=products,
        number=edition.number,
        copyright_date=edition.day.isoformat(),
        royal_mail_date=edition.royal_mail_day.isoformat(),
        attribution="\n".join(f"- {line}" for line in attribution(edition)),
        without_position=without_position,
        without_district=without_district,
        code_point_file=CODE_POINT_FILE,
        lookup_file=LOOKUP_FILE,
        boundaries_file=BOUNDARIES_FILE,
        councils_file=COUNCILS_FILE,
        positions_file=POSITIONS_FILE,
        retired_file=RETIRED_FILE,
    )


def attribution(edition: Edition) -> tuple[str, ...]:
    """Return the lines that every use of the data must show, with the year of the edition."""
    right = f"copyright and database right {edition.day.year}"
    return (
        f"Contains OS data © Crown {right}",
        f"Contains Royal Mail data © Royal Mail {right}",
        f"Contains National Statistics data © Crown {right}",
        "Source: Office for National Statistics licensed under the Open Government Licence v.3.0",
        "Place data: GeoNames, CC BY 4.0",
        (
            "Local authority data: mySociety uk_local_authority_names_and_codes, CC BY 4.0; "
            "Government Digital Service local-links-manager, MIT"
        ),
        "Police force names and ids: data.police.uk, OGL v3",
    )
