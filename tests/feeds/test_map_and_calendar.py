"""The outlines as GeoJSON, and the calendar of what changes when."""

import re
from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import Any

import pytest
from icalendar import Calendar

from safetyhelp.areas.model import Covers
from safetyhelp.dataset.answers import Directory
from safetyhelp.dataset.dataset import Dataset
from safetyhelp.feeds.calendar import calendar, changes
from safetyhelp.feeds.council_map import council_map, polygons
from safetyhelp.feeds.edition import Edition
from safetyhelp.maps.land import Land
from safetyhelp.maps.projection import METRES, on_earth, on_grid
from safetyhelp.records.dates import PartialDate
from safetyhelp.records.model import Gap
from tests.conftest import TODAY, BuiltSite
from tests.feeds.reading import read

GEOJSON, CALENDAR = "data/councils.geojson", "data/changes.ics"


def twice_area(ring: list[list[float]]) -> float:
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(ring))


def is_in(point: tuple[float, float], ring: list[list[float]]) -> bool:
    x, y = point
    return (
        sum(
            (a[1] > y) != (b[1] > y) and x < (b[0] - a[0]) * (y - a[1]) / (b[1] - a[1]) + a[0]
            for a, b in pairwise(ring)
        )
        % 2
        == 1
    )


def polygons_of(geometry: dict[str, Any]) -> list[list[list[list[float]]]]:
    shape: list[Any] = geometry["coordinates"]
    return [shape] if geometry["type"] == "Polygon" else shape


def test_every_council_has_its_outline_and_its_links(site: BuiltSite, real: Dataset) -> None:
    file = read(site, GEOJSON)
    assert (file["type"], file["generated_at"]) == ("FeatureCollection", TODAY.isoformat())
    assert "Contains OS data © Crown copyright and database right 2025" in file["attribution"]
    councils = real.directory.map.councils
    assert [each["id"] for each in file["features"]] == [council.id for council in councils]
    outside = 0
    for council, feature in zip(councils, file["features"], strict=True):
        about = feature["properties"]
        assert (site.folder / about["page"] / "index.html").is_file()
        assert (site.folder / about["file"]).is_file()
        assert (about["name"], about["code"]) == (council.name, council.code)
        found = polygons_of(feature["geometry"])
        for polygon in found:
            for number, ring in enumerate(polygon):
                assert ring[0] == ring[-1]
                assert len(ring) >= 4
                assert (twice_area(ring) > 0) == (number == 0), council.id
        outside += not any(is_in((council.lon, council.lat), polygon[0]) for polygon in found)
    assert outside < 20
    assert (site.folder / GEOJSON).stat().st_size < 500_000


@pytest.mark.parametrize("place", [(49.9, -6.3), (50.7, -1.1), (60.8, -0.8), (54.6, -5.9)])
def test_the_way_back_from_the_map(place: tuple[float, float]) -> None:
    lat, lon = on_earth(on_grid(*place))
    assert on_grid(lat, lon) == on_grid(*place)
    assert abs(lat - place[0]) * 111_000 < METRES
    assert abs(lon - place[1]) * 111_000 < 2 * METRES


def test_holes_stand_with_the_ring_around_them() -> None:
    def square(corner: int, side: int) -> tuple[tuple[int, int], ...]:
        a, b = corner, corner + side
        return ((a, a), (b, a), (b, b), (a, b), (a, a))

    land, lake, island, elsewhere = square(0, 10), square(2, 6), square(4, 2), square(20, 2)
    assert polygons((land, lake, island, elsewhere)) == [[land, lake], [island], [elsewhere]]


def test_a_ring_that_is_only_a_line_is_left_out() -> None:
    line = ((0, 0), (5, 5), (0, 0))
    land = ((0, 0), (10, 0), (10, 10), (0, 0))
    assert polygons((land, line)) == [[land]]


def test_a_council_without_an_outline_has_no_geometry(real: Dataset) -> None:
    council = real.directory.map.councils[0]
    assert b'"geometry":null' in council_map(Land(()), [council], Edition(TODAY))


def lines(written: bytes) -> list[str]:
    """Return the lines of a calendar, unfolded; each ends as the standard asks."""
    assert written.endswith(b"END:VCALENDAR\r\n")
    assert re.search(rb"(?<!\r)\n|\r(?!\n)", written) is None
    assert max(len(line) for line in written.split(b"\r\n")) <= 75
    return written.decode().replace("\r\n ", "").split("\r\n")


def events(written: bytes) -> list[Any]:
    return [*Calendar.from_ical(written).walk("VEVENT")]


def test_the_calendar_says_what_is_to_come(site: BuiltSite, real: Dataset) -> None:
    written = (site.folder / CALENDAR).read_bytes()
    text = lines(written)
    assert text[:3] == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Local Safety Help//Changes//EN",
    ]
    found = events(written)
    by_day = {(str(each["summary"]), each["dtstart"].dt): each for each in found}
    surrey = by_day["New councils (11)", date(2027, 4, 1)]
    assert "Elmbridge Borough Council: replaced by East Surrey Council" in surrey["description"]
    ends = next(each for each in found if "Oversight of the police ends" in each["summary"])
    assert (ends["dtstart"].dt, ends["dtend"].dt) == (date(2028, 5, 1), date(2028, 6, 1))
    gaps = sum(each["description"].count("\n") + 1 for each in found if "Look" in each["summary"])
    assert gaps == len({(g.section, g.covers, g.missing or g.reason) for g in real.loaded.gaps})
    assert len({str(each["uid"]) for each in found}) == len(found)
    assert {each["dtstamp"].dt.date() for each in found} == {TODAY}


def looks(written: bytes) -> list[Any]:
    """Return the entries for what somebody must look at again."""
    return [each for each in events(written) if each["summary"].startswith("Look again")]


def made(real: Dataset, *gaps: Gap, **changed: Any) -> Directory:
    record = next(r for r in real.loaded.records if r.kind == "reporting")
    whole = real.directory
    return Directory(whole.map, (replace(record, **changed),), gaps)


def gap(reason: str, day: date = date(2027, 1, 31)) -> Gap:
    covers = Covers("nations", ("england",))
    return Gap(section="police", covers=covers, reason=reason, review_by=day, position=0)


def test_signs_of_the_format_stay_text_and_long_lines_are_folded(real: Dataset) -> None:
    reason = "One, two; three \\ four: five\nBEGIN:VEVENT " + "é" * 200
    written = calendar(made(real, gap(reason)), Edition(TODAY))
    assert "DESCRIPTION:Police forces\\, England: One\\, two\\; three \\\\ four: five\\nBEGIN" in (
        "\n".join(lines(written))
    )
    (event,) = looks(written)
    assert str(event["description"]) == f"Police forces, England: {reason}"


def test_ids_stay_when_words_and_order_change(real: Dataset) -> None:
    one, two = gap("It has moved."), gap("It is not known yet.", date(2027, 2, 28))
    first = looks(calendar(made(real, one, two), Edition(TODAY)))
    then = looks(calendar(made(real, two, replace(one, reason="It is new.")), Edition(TODAY)))
    assert [str(each["uid"]) for each in first] == [str(each["uid"]) for each in then]
    assert str(first[0]["uid"]) == "7ba6ff04-d27c-58fb-877f-3002786e4f46"


@pytest.mark.parametrize(
    ("ends_on", "days"),
    [
        (PartialDate(2027, 5), (date(2027, 5, 1), date(2027, 5, 31))),
        (PartialDate(2027, 5, 4), (date(2027, 5, 4), date(2027, 5, 4))),
        (PartialDate(2027), (date(2027, 1, 1), date(2027, 12, 31))),
        (PartialDate(2026, 11, 22), (date(2026, 11, 22), date(2026, 11, 22))),
        (PartialDate(2026, 11, 21), None),
        (PartialDate(2025), None),
    ],
)
def test_a_service_that_ends(
    real: Dataset, ends_on: PartialDate, days: tuple[date, date] | None
) -> None:
    found = [c for c in changes(made(real, ends_on=ends_on)) if c.sort == "Services end"]
    assert [(each.first, each.last) for each in found] == ([days] if days else [])


def test_with_a_public_address_each_entry_has_a_link(real: Dataset) -> None:
    directory = made(real, gap("It has moved."))
    (event,) = looks(calendar(directory, Edition(TODAY, site_url="https://www.place.uk/help")))
    assert str(event["url"]) == "https://www.place.uk/help/contribute/gaps/"
    (alone,) = looks(calendar(directory, Edition(TODAY)))
    assert "url" not in alone
