-- One row a partner of the published practices to be compared, in each record's order.
-- $slugs: the practices.
select
    practice.slug,
    partner.name
from partner
inner join practice
    on
        partner.practice_id = practice.practice_id
        and partner.version = practice.published_version
where practice.state = 'published' and list_contains($slugs::varchar[], practice.slug)
order by practice.slug, partner.position
