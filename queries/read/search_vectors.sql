-- One row a published practice that has a vector.
select
    search_vector.practice_id,
    search_vector.vector
from search_vector
inner join facet on search_vector.practice_id = facet.practice_id
order by search_vector.practice_id
