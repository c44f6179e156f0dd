"""Ids for other systems that are the same on every machine and on every day."""

from uuid import NAMESPACE_URL, UUID, uuid5


def stable_id(name: str) -> UUID:
    """Return the id (UUID, version 5) that always belongs to a name of ours."""
    return uuid5(NAMESPACE_URL, f"local-safety-help:{name}")
