-- One row a practice near to one practice, nearest first, with the codes that tell why.
-- $practice_id: the one. $language: of the words. $most: how many.
select
    card.slug,
    card.title,
    card.title_language,
    card.city as city_name,
    card.city_id,
    facet.country,
    facet.main_theme,
    facet.themes,
    facet.topics,
    facet.audiences,
    facet.instrument,
    facet.evidence,
    facet.size,
    practice_similar.closeness
from practice_similar
inner join card
    on practice_similar.other_id = card.practice_id and card.language = $language
inner join facet on practice_similar.other_id = facet.practice_id
where practice_similar.practice_id = $practice_id
order by practice_similar.rank
limit $most
