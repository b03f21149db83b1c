"""What must hold of every store, whatever happened to it: asked by tests that treat it roughly."""

from collections import Counter
from typing import Any

from dashboard.catalogue import database

# Each row is a submission whose state is not where its moves have led it, or whose moves have a gap.
BROKEN_WAYS = """
with step as (
    select
        entity_id,
        from_state,
        to_state,
        lag(to_state, 1, 'draft') over (partition by entity_id order by audit_id) as before,
        row_number() over (partition by entity_id order by audit_id desc) as from_last
    from audit
    where entity = 'submission'
)
select submission.receipt
from submission
left join step on submission.receipt = step.entity_id
where
    (step.from_state is not null and step.from_state <> step.before)
    or (step.from_last = 1 and step.to_state <> submission.state)
    or (step.from_state is null and submission.state <> 'draft')
"""
# Each row is a receipt that was published and has not exactly one version, move and trace of it.
BADLY_PUBLISHED = """
select submission.receipt
from submission
where
    submission.state = 'published'
    and not (
        1 = (
            select count(*) from practice_version
            inner join practice using (practice_id)
            where receipt = submission.receipt and practice.state <> 'renamed'
        )
        and 1 = (
            select count(*) from practice_version
            inner join practice using (practice_id)
            where
                receipt = submission.receipt
                and practice_id = submission.practice_id
                and version = submission.version
                and version <= latest_version
        )
        and 1 = (
            select count(*) from audit
            where entity_id = submission.receipt and to_state = 'published'
        )
    )
union all
select practice_version.receipt
from practice_version
left join submission on practice_version.receipt = submission.receipt
where practice_version.receipt is not null and submission.state is distinct from 'published'
"""


def asked(sql: str, *values: Any) -> list[tuple[Any, ...]]:
    """The rows of a question to the open store."""
    with database._cursor() as cursor:
        return cursor.execute(sql, list(values)).fetchall()


def faults() -> dict[str, Any]:
    """What is wrong with the open store; nothing is."""
    found = {
        "checks": database.violations(),
        "ways": asked(BROKEN_WAYS),
        "published": asked(BADLY_PUBLISHED),
        "read model": _out_of_step(),
    }
    return {name: wrong for name, wrong in found.items() if wrong}


def _out_of_step() -> list[Any]:
    """Rows readers see that are not those the published versions would give, and the other way."""

    class Undo(Exception):
        pass

    def rows(writer: database.Writer, table: str) -> Counter[Any]:
        return Counter(writer._cursor.execute(f"from {table}").fetchall())

    wrong: list[Any] = []
    try:
        with database.transaction() as writer:
            for table in ("facet", "card"):
                before = rows(writer, table)
                writer.run(f"{table}_clear", practice_id=0)
                writer.run(f"{table}_fill", practice_id=0)
                after = rows(writer, table)
                wrong += [*(before - after), *(after - before)]
            raise Undo
    except Undo:
        return wrong
