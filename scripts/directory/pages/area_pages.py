"""The answer page of every council, and signposts for councils that have been replaced."""

from collections.abc import Iterator
from datetime import date

from directory.answers import Answer, Directory
from directory.areas.model import NATIONS, Council
from directory.links.sightings import Sightings
from directory.maps import sign
from directory.pages.templates import Renderer
from directory.records import kinds
from directory.records.model import OversightBody, Record, VictimService, is_current

_DEPTH = 2


def _title(council: Council) -> str:
    return f"{council.name}: who to turn to"


def _force_name(answer: Answer) -> str:
    records = answer.part(kinds.POLICE).records
    return records[0].name if records else answer.police_area.force


def _first_phone(record: Record, sightings: Sightings) -> str:
    """Return the first phone number of a record that is not known to be gone, or nothing."""
    return next(
        (c.phone for c in record.contacts if c.phone and not sightings.of(c).is_missing), ""
    )


def _someone_to_talk_to(answer: Answer, sightings: Sightings) -> tuple[Record, str] | None:
    """Return the first service that people can phone, for any crime or just to talk."""
    for need in ("any-crime", "feelings"):
        for service in answer.part(kinds.VICTIM_SERVICES).records:
            details = service.details
            assert isinstance(details, VictimService)
            phone = _first_phone(service, sightings)
            if need in details.helps_with and phone:
                return service, phone
    return None


def is_in_office(body: OversightBody, day: date) -> bool:
    """Say whether an oversight body exists on the day."""
    return is_current(body.starts_on, body.ends_on, day)


def answer_pages(directory: Directory, renderer: Renderer) -> Iterator[tuple[str, str]]:
    """Yield (path, text) of the answer page of each council of the day."""
    for council in directory.map.councils:
        answer = directory.answer(council)
        values = {
            "answer": answer,
            "force_name": _force_name(answer),
            "someone_to_talk_to": _someone_to_talk_to(answer.for_everybody(), renderer.sightings),
            "nation_name": NATIONS[council.nation],
            "sign": sign,
            "spot": sign.spot(council),
            "current_body": lambda body: is_in_office(body, directory.map.day),
        }
        yield (
            f"areas/{council.id}.md",
            renderer.page("area.j2", _DEPTH, _title(council), values),
        )


def former_area_pages(directory: Directory, renderer: Renderer) -> Iterator[tuple[str, str]]:
    """Yield (path, text) of a signpost for each council that has ended.

    The address of its Easy Read page leads to that of its successor, or to the signpost where there
    are several.
    """
    geography, day = directory.map.geography, directory.map.day
    moved = renderer.environment.get_template("moved.j2")
    for council in geography.councils.values():
        if council.ends_on and council.ends_on < day:
            successors = geography.successors(council, day)
            values = {"council": council, "successors": successors}
            yield (
                f"areas/{council.id}.md",
                renderer.page("former_area.j2", _DEPTH, _title(council), values),
            )
            target = f"../../{successors[0].id}/easy-read/" if len(successors) == 1 else "../"
            yield f"areas/{council.id}/easy-read/index.html", moved.render(target=target) + "\n"
