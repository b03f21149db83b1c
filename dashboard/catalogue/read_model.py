"""The derived tables readers touch: rebuilt whole, in the writer's transaction."""

from __future__ import annotations

from dashboard.catalogue import database, search, similar

_DERIVED = ("facet", "card", "practice_similar")


def rebuild(writer: database.Writer) -> None:
    """Empty the read model and fill it anew, search and neighbours included."""
    for table in _DERIVED:
        writer.run(f"{table}_clear")
    writer.run("facet_fill")
    writer.run("card_fill")
    search.rebuild(writer)
    similar.rebuild(writer)
