"""The derived tables readers touch: rebuilt whole, in the writer's transaction."""

from __future__ import annotations

from dashboard.catalogue import database, search, similar

_DERIVED = ("facet", "card", "practice_similar")


EVERY = 0  # no practice bears this number


def rebuild(writer: database.Writer) -> None:
    """Empty the read model and fill it anew, search and neighbours included."""
    for table in _DERIVED:
        writer.run(f"{table}_clear", practice_id=EVERY)
    writer.run("facet_fill", practice_id=EVERY)
    writer.run("card_fill", practice_id=EVERY)
    search.rebuild(writer)
    similar.rebuild(writer)


def refresh(writer: database.Writer, practice_id: int) -> None:
    """Bring everything derived in step with one practice, in the transaction that moved it.

    The catalogue's version rises with it: every open view shows the change at its next run.
    """
    for table in ("facet", "card"):
        writer.run(f"{table}_clear", practice_id=practice_id)
        writer.run(f"{table}_fill", practice_id=practice_id)
    search.refresh(writer, practice_id)
    similar.refresh(writer, practice_id)
    writer.run("catalogue_version_raise", released_on=None)


def refresh_summits(writer: database.Writer) -> None:
    """Bring the filter of summits in step, where one has other guests now.

    The caller raises the catalogue's version.
    """
    writer.run("facet_clear", practice_id=EVERY)
    writer.run("facet_fill", practice_id=EVERY)
