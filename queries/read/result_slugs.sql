-- One row a practice of some numbers: its slug.
-- $ids: the practices. $language: of the cards, which hold a practice once a language.
select
    card.practice_id,
    card.slug
from card
where
    card.practice_id in (select unnest($ids::integer[]))
    and card.language = $language
order by card.practice_id
