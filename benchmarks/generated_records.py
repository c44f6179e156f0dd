"""Make many sound records out of the real ones, to see how validation grows."""

from pathlib import Path

KIND = "partnerships"


def generate_records(real: Path, target: Path, count: int) -> list[Path]:
    """Write `count` records of one kind into the data folder `target` and return their files.

    Each is a copy of a real record under a new id. A copy cannot be the statutory partnership a
    second time, so it becomes an umbrella.
    """
    originals = sorted((real / KIND).glob("*.yml"))
    texts = [
        path.read_text(encoding="utf-8").replace("role: statutory", "role: umbrella")
        for path in originals
    ]
    folder = target / KIND
    folder.mkdir(parents=True)
    files = []
    for number in range(count):
        path = folder / f"{originals[number % len(originals)].stem[:60]}-{number}.yml"
        path.write_text(texts[number % len(texts)], encoding="utf-8")
        files.append(path)
    return files
