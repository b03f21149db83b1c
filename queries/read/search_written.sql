-- One row a language and word as written that the texts just taken apart have and nobody has read yet.
with written as (
    select distinct language, written
    from search_token
),

reading as (
    select distinct language, written
    from search_reading
)

select
    written.language,
    written.written
from written
anti join reading
    on written.language = reading.language and written.written = reading.written
order by written.language, written.written
