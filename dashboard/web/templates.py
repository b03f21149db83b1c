"""Markup of the plain pages; every value is escaped on its way in."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

STATIC = Path(__file__).parents[1] / "static"


@lru_cache(maxsize=64)
def served(name: str) -> str:
    """The address of a file of ours, with a mark of its content: it may be kept for a year."""
    content = hashlib.sha256((STATIC / name).read_bytes()).hexdigest()[:10]
    return f"/app/static/{name}?v={content}"


_environment = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_environment.globals["served"] = served
# The look of every page and of each room, linked once: pages change without a load.
_environment.globals["sheets"] = (
    "house.css",
    *(f"css/{sheet.name}" for sheet in sorted((STATIC / "css").glob("*.css"))),
)


def filled(template: str, **values: object) -> str:
    """A template with its values."""
    return _environment.get_template(template).render(**values)
