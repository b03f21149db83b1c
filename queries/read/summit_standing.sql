-- One row a summit that stands: where it is, who made it here, and what hangs on its points.
-- $summit: its id.
select
    summit.city_id,
    summit_draft.receipt,
    coalesce(
        greatest(
            (
                select max(declaration_link.point) as point
                from declaration_link
                where declaration_link.summit = $summit
            ),
            (
                select max(declaration_reason.point) as point
                from declaration_reason
                where declaration_reason.summit = $summit
            )
        ),
        0
    ) as points
from summit
left join summit_draft on summit.summit = summit_draft.summit
where summit.summit = $summit
order by summit.summit
