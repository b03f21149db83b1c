-- A card of a practice that is retired, withdrawn or not there at all.
select
    card.practice_id,
    card.language
from card
left join practice on card.practice_id = practice.practice_id and practice.state = 'published'
where practice.practice_id is null
order by card.practice_id, card.language
