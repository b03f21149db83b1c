-- One row a practice that has a vector, with the fingerprint of what it was made from.
select
    search_vector.practice_id,
    search_vector.fingerprint
from search_vector
order by search_vector.practice_id
