-- One row a word as written of the texts just taken apart that nobody has read yet.
with written as (
    select distinct
        language,
        written
    from search_token
),

reading as (
    select distinct
        language,
        written
    from search_reading
)

select
    written.language,
    written.written
from written
anti join reading
    on written.language = reading.language and written.written = reading.written
order by written.language, written.written
