"""The data folder of the farm: made-up areas, and gaps for what the farm's councils lack."""

import csv
import shutil
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from safetyhelp.areas.announced import ANNOUNCED_COLUMNS
from safetyhelp.areas.changes import CHANGE_COLUMNS
from safetyhelp.areas.reading import COUNCIL_COLUMNS, COUNTY_COLUMNS, POLICE_AREA_COLUMNS
from safetyhelp.paths import DATA
from tests.discovery.farm.building import FarmSite, sites

MODELINE = "# yaml-language-server: $schema={up}schema/{name}.schema.json\n"
_AREAS = {"england": "farmshire", "wales": "farm-wales", "scotland": "farm-scotland",
          "northern-ireland": "farm-ni"}  # fmt: skip
_LETTERS = {"england": "E07", "wales": "W06", "scotland": "S12", "northern-ireland": "N09"}
_SECTIONS = {"case-review": "asb-case-reviews", "partnership": "partnerships",
             "asb-report": "reporting", "hate-crime": "reporting"}  # fmt: skip
_MISSING = {"asb-report": "The council's page to report antisocial behaviour",
            "hate-crime": "The council's hate crime page"}  # fmt: skip
_OF_POLICE = {
    "complaints": ("police", "The page for complaints about the police force"),
    "hate-crime": ("police", "The police force's page about hate crime"),
    "asb-report": ("police", "The police force's page about antisocial behaviour"),
    "restorative-justice": ("rj-providers", ""),
    "victim-service": ("victim-services", ""),
}
OTHERS_PHONE = "0121 200 1777"
"""The number of another body: the attacker's page offers it."""


def _table(path: Path, columns: Iterable[str], rows: Iterable[Mapping[str, object]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(columns), restval="")
        writer.writeheader()
        writer.writerows(rows)


def code_of(site: FarmSite) -> str:
    """Return the made-up code of a council."""
    return f"{_LETTERS[site.nation]}{site.number + 900_000:06}"


def _councils(farm: Iterable[FarmSite]) -> Iterator[dict[str, object]]:
    for site in farm:
        common = {"type": "district", "nation": site.nation, "region": "Farm",
                  "police_area": _AREAS[site.nation], "lat": "53.0", "lon": "-2.0"}  # fmt: skip
        yield {"id": site.id, "code": code_of(site), "name": site.name,
               "official_name": site.official, "homepage": site.url("/", site.first_host),
               **common}  # fmt: skip
        for index, (old, host) in enumerate(site.old_hosts.items()):
            name = old.replace("-", " ").title()
            yield {"id": old, "code": f"E07{800_000 + 10 * site.number + index:06}", "name": name,
                   "official_name": f"{name} Council", "homepage": f"http://{host}/",
                   "to": "2023-03-31", "replaced_by": site.id, **common}  # fmt: skip


def _areas(folder: Path, farm: Iterable[FarmSite]) -> None:
    folder.mkdir()
    councils = [site for site in farm if site.role == "council"]
    rows = sorted(_councils(councils), key=lambda row: str(row["id"]))
    _table(folder / "councils.csv", COUNCIL_COLUMNS, rows)
    _table(folder / "counties.csv", COUNTY_COLUMNS, ())
    nations = {area: nation for nation, area in _AREAS.items()}
    nations |= {site.id: "england" for site in farm if site.role == "force"}
    police = [
        {"id": area, "code": f"{_LETTERS[nation][0]}23{900_000 + index:06}",
         "name": area.replace("-", " ").title(), "force": f"{area.title()} Police",
         "nation": nation}
        for index, (area, nation) in enumerate(nations.items())
    ]  # fmt: skip
    _table(folder / "police_areas.csv", POLICE_AREA_COLUMNS, police)
    _table(folder / "changes.csv", CHANGE_COLUMNS, ())
    _table(folder / "announced.csv", ANNOUNCED_COLUMNS, ())


def _record(data: Path, kind: str, stem: str, text: str) -> None:
    file = data / kind / f"{stem}.yml"
    file.parent.mkdir(exist_ok=True)
    file.write_text(MODELINE.format(up="../", name=kind) + text, encoding="utf-8")


def _everywhere(data: Path) -> None:
    """Write what every council has, so that only what the farm lacks is missing."""
    source = "sources:\n  - url: https://www.farm-board.gov.uk/about\n    seen: unknown\n"
    contact = (
        'contacts:\n  - for: Ask for help\n    phone: "{}"\n'
        "    source: https://www.farm-board.gov.uk/about\n    seen: unknown\n"
    )
    nations = "covers:\n  nations: [england, wales, scotland, northern-ireland]\n"
    areas = f"covers:\n  police_areas: [{', '.join(_AREAS.values())}]\n"
    about = "summary: Help for everybody.\n"
    _record(data, "reporting", "police-101",
            f"name: Police on 101\n{nations}{about}takes: [crime]\nrun_by: police\n"
            + contact.format("101") + source)  # fmt: skip
    _record(data, "complaints", "ombudsman",
            f"name: Ombudsman\n{nations}{about}reviews: [council]\n" + source)  # fmt: skip
    for area in _AREAS.values():
        _record(data, "police", area, f"name: {area.title()} Police\ncovers:\n"
                f"  police_areas: [{area}]\n" + source)  # fmt: skip
    _record(data, "victim-services", "farm-care",
            f"name: Farm Care\n{areas}{about}run_by: charity\nhelps_with: [any-crime]\n"
            + contact.format(OTHERS_PHONE) + source)  # fmt: skip
    _record(data, "rj-providers", "farm-rj",
            f"name: Farm Justice\n{areas}{about}run_by: charity\n" + source)  # fmt: skip


def _gap(section: str, councils: Iterable[str], missing: str = "") -> str:
    return (
        f"  - section: {section}\n    covers:\n      councils: [{', '.join(councils)}]\n"
        + (f"    missing: {missing}\n" if missing else "")
        + '    reason: It is not known yet.\n    review_by: "2027-05-31"\n'
    )


def _police_gap(site: FarmSite, topic: str) -> str:
    section, missing = _OF_POLICE[topic]
    text = _gap(section, [site.id], missing)
    return text.replace("councils:", "police_areas:")


def _police(data: Path, police: Iterable[FarmSite]) -> None:
    """Write the records of the forces that have a site, with the sites of their commissioners."""
    for site in police:
        if site.role == "force":
            home, pcc = site.url("/"), f"http://www.{site.id}-pcc.gov.uk/"
            seen = f"source: {home}\n{{0}}seen: unknown\n"
            _record(data, "police", site.id,
                    f"name: {site.official}\ncovers:\n  police_areas: [{site.id}]\n"
                    f"oversight:\n  - name: {site.name} Commissioner\n    role: commissioner\n"
                    f"    contacts:\n      - for: Ask the office\n        url: {pcc}\n        "
                    + seen.format("        ")
                    + f"    sources:\n      - url: {home}\n        seen: unknown\n"
                    f"contacts:\n  - for: Visit the website\n    url: {home}\n    "
                    + seen.format("    ")
                    + f"sources:\n  - url: {home}\n    seen: unknown\n")  # fmt: skip


def _existing(site: FarmSite, topic: str) -> tuple[str, str, str]:
    """Return kind, stem and text of the record of a site that lacks only a part."""
    role = "pcsp" if site.nation == "northern-ireland" else "statutory"
    own = f"role: {role}\n" if topic == "partnership" else f"run_by: {site.official}\n"
    name = f"Safer {site.name} Partnership" if topic == "partnership" else f"Review in {site.name}"
    return (
        _SECTIONS[topic],
        f"{site.id}-{topic}",
        (
            f"name: {name}\ncovers:\n  councils: [{site.id}]\n{own}"
            "sources:\n  - url: https://www.farm-board.gov.uk/about\n    seen: unknown\n"
        ),
    )


def write(folder: Path, *chosen: FarmSite) -> Path:
    """Write the data folder of the farm below a folder, and return it."""
    farm = chosen or sites()
    data = folder / "data"
    data.mkdir(parents=True)
    shutil.copytree(DATA / "schema", data / "schema")
    _areas(data / "areas", farm)
    _everywhere(data)
    gaps = []
    police = [site for site in farm if site.role != "council"]
    farm = tuple(site for site in farm if site.role == "council")
    _police(data, police)
    gaps += [_police_gap(site, topic) for site in police for topic in site.given["wants"]]
    for topic, section in _SECTIONS.items():
        lacking = [site for site in farm if topic in site.given["wants"]]
        parts = [site for site in lacking if topic in site.given.get("part", {})]
        for site in parts:
            gaps.append(_gap(section, [site.id], site.given["part"][topic]))
            _record(data, *_existing(site, topic))
        whole = [site.id for site in lacking if site not in parts]
        half = len(whole) // 2
        gaps += [_gap(section, ids, _MISSING.get(topic, ""))
                 for ids in (whole[:half], whole[half:-1], whole[-1:]) if ids]  # fmt: skip
    for section, nations in (("asb-case-reviews", ("england", "wales")),
                             ("partnerships", tuple(_AREAS))):  # fmt: skip
        topic = next(t for t, s in _SECTIONS.items() if s == section)
        rest = [site for site in farm
                if site.nation in nations and topic not in site.given["wants"]]  # fmt: skip
        for site in rest:
            _record(data, *_existing(site, topic))
    text = MODELINE.format(up="", name="gaps") + "gaps:\n" + "".join(gaps)
    (data / "gaps.yml").write_text(text, encoding="utf-8")
    return data


def links_csv(path: Path, *chosen: FarmSite) -> Path:
    """Write rows as in the export of GOV.UK for the sites that are in it, among others."""
    words = {"case-review": ("Community trigger", "1892"),
             "asb-report": ("Report antisocial behaviour", "471")}  # fmt: skip
    columns = ("Authority Name", "GSS", "Description", "LGSL", "LGIL", "URL", "Supported by GOV.UK")
    rows: list[dict[str, object]] = []
    for site in chosen or sites():
        if site.role != "council":
            continue
        common = {"Authority Name": site.official, "GSS": code_of(site), "LGIL": "8"}
        rows.append({**common, "Description": "Pay council tax", "LGSL": "57",
                     "URL": site.url("/council-tax")})  # fmt: skip
        for topic, url in site.csv_rows:
            text, lgsl = words[topic]
            rows.append({**common, "Description": text, "LGSL": lgsl, "URL": url})
    _table(path, columns, rows)
    return path
