"""Which copy this is, and what the others that it has heard of call themselves."""

from __future__ import annotations

import hashlib
import json
import re
from functools import lru_cache
from urllib.parse import urlsplit

from dashboard import settings
from dashboard.catalogue import database
from dashboard.catalogue.discussion import spoken
from dashboard.catalogue.exchange.document import House

ID = re.compile(r"h-[0-9a-f]{16}")
LONGEST_NAME, LONGEST_ADDRESS = 120, 300


def own() -> str:
    """The id of this copy: the same for good, and it tells nothing of its key."""
    return f"h-{hashlib.sha256(settings.key('HOUSE').encode()).hexdigest()[:16]}"


def itself() -> House:
    """How this copy names itself in a file."""
    address = settings.public_url()
    return House(spoken.line(settings.value("HOUSE_NAME"))[:LONGEST_NAME], address)


def named(house: str | None) -> str:
    """What readers call the copy that something came from: its name, its host, or its id.

    '' for what was written here.
    """
    if house is None:
        return ""
    known = others(database.edition()).get(house, House())
    return known.name or (urlsplit(known.address).hostname or "") or house


@lru_cache(maxsize=4)
def others(_edition: tuple[int, int]) -> dict[str, House]:
    """The copies that the files taken here name, each as the newest file has it."""
    found: dict[str, House] = {}
    for (told,) in database.rows("exchange_told"):
        for house, names in json.loads(told)["houses"].items():
            found[house] = House(**names)
    return found
