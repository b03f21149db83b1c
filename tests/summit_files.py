"""A summit as one file: a real city hosts one that never was, with cities of the catalogue."""

from __future__ import annotations

import copy
from typing import Any

BOCHUM: dict[str, Any] = {
    "id": "bochum-2027",
    "language": "de",
    "edition": 4,
    "name": {"de": "Vierter Gipfel zum Zusammenleben", "en": "Fourth summit on living together"},
    "city": "Bochum",
    "country": "DE",
    "starts": "2027-05-14",
    "ends": "2027-05-16",
    "venue": "Jahrhunderthalle",
    "hosts": ["Stadt Bochum"],
    "declaration": {
        "title": "Bochumer Erklärung",
        "date": "2027-05-16",
        "points_de": ["Nachbarn kennen einander.", "Wer neu ist, findet Rat im ersten Monat."],
        "points_en": ["Neighbours know each other.", "Newcomers find advice in their first month."],
    },
    "programme": [{"date": "2027-05-14", "de": "Eröffnung mit Musik aus dem Viertel"}],
    "guests": [
        {"city": "Bochum", "country": "DE", "took_part": True, "signed": True},
        {"city": "Vienna", "country": "AT", "took_part": True, "signed": True},
        {"city": "Recife", "country": "BR", "took_part": None, "signed": True},
        {"city": "Arnhem", "country": "NL", "took_part": True, "signed": None},
    ],
    "workshops": [
        {
            "id": "bochum-2027-inclusive",
            "topic": "inclusive",
            "date": "2027-05-15",
            "title": {"de": "Wer fehlt am Tisch?"},
            "questions_de": ["Wer war noch nie in einem Rathaus?", "Wer lädt ihn ein?"],
            "cities": [{"city": "Vienna", "representative": "Anna Muster", "role": "Stadträtin"}],
            "conclusions": [
                {
                    "de": "Wien lädt Neue im ersten Monat ins Rathaus ein.",
                    "city": "Vienna",
                    "source": "https://www.bochum.de/gipfel",
                    "kind": "project",
                    "basis": "stated",
                }
            ],
        }
    ],
    "sources": ["https://www.bochum.de/gipfel"],
}


def bochum(**changed: Any) -> dict[str, Any]:
    """The file, with other values in some fields."""
    return {**copy.deepcopy(BOCHUM), **changed}
