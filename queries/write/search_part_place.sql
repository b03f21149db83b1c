-- Which practices are of a place, by each name it has.
-- $first, $last: the practices, by number. $saturation: as for words, so that both weigh alike.
insert into search_part
select
    search_key.key_id,
    practice.practice_id,
    (1 + $saturation) * max(search_place.share) as weight
from search_place
inner join search_key on search_key.kind = 'place' and search_place.stem = search_key.stem
inner join practice on search_place.city_id = practice.city_id
where
    practice.state = 'published'
    and practice.practice_id between $first and $last
group by search_key.key_id, practice.practice_id
