-- One row a language and word as written in the texts just taken apart, with the number of practices that have it.
select
    search_token.language,
    search_token.written,
    count(distinct search_token.practice_id)::integer as practices
from search_token
group by search_token.language, search_token.written
order by search_token.language, search_token.written
