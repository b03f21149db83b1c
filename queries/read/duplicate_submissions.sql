-- One row a new practice on its way, in these cities or with one of these pages, the newest first.
-- $city_ids: the cities; $pages: addresses as a part of what it says; $author: whose own drafts and
-- sealed ones count too; $sealed: whether those of others do; $most: how many are told.
select
    receipt,
    state,
    author,
    city_id,
    stamp,
    body
from submission
where
    practice_id is null
    and (
        state in ('submitted', 'in_review', 'changes_requested')
        or (state in ('draft', 'sealed') and author = $author)
        or (state = 'sealed' and $sealed)
    )
    and (
        list_contains($city_ids, city_id)
        or len(list_filter($pages, lambda page: contains(body, page))) > 0
    )
order by updated_at desc, receipt asc
limit $most
