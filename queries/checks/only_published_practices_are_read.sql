-- A row of the read model whose practice is not published.
select facet.practice_id
from facet
left join practice on facet.practice_id = practice.practice_id
where practice.practice_id is null or practice.state <> 'published'
order by facet.practice_id
