-- Keeps the words that are not yet kept, with their keys.
insert into search_word
with reading as (
    select
        search_reading.language,
        search_reading.word,
        max(search_reading.written) as written,
        search_key.key_id
    from search_reading
    inner join search_key
        on search_reading.kind = search_key.kind and search_reading.stem = search_key.stem
    where search_reading.kind = search_reading.language and search_reading.share = 1
    group by search_reading.language, search_reading.word, search_key.key_id
)

select
    reading.language,
    reading.word,
    reading.written,
    reading.key_id
from reading
anti join search_word
    on
        reading.language = search_word.language
        and reading.word = search_word.word
        and reading.key_id = search_word.key_id
order by reading.language, reading.word, reading.key_id
