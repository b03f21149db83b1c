-- Keeps the words that are not yet kept, with their keys.
insert into search_word
with reading as (
    select
        search_reading.language,
        search_reading.word,
        search_key.key_id,
        max(search_reading.share) as share,
        max(search_reading.practices) as practices
    from search_reading
    inner join search_key
        on search_reading.kind = search_key.kind and search_reading.stem = search_key.stem
    group by search_reading.language, search_reading.word, search_key.key_id
)

select reading.*
from reading
anti join search_word
    on reading.language = search_word.language
    and reading.word = search_word.word
    and reading.key_id = search_word.key_id
order by reading.language, reading.word, reading.key_id
