-- A published practice that lacks its card in one of the four languages.
select
    practice.slug,
    count(card.language) as languages
from practice
left join card on practice.practice_id = card.practice_id
where practice.state = 'published'
group by practice.slug
having count(card.language) <> 4
order by practice.slug
