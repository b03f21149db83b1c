-- One row a word of a language, as it is written, with the number of practices that have its stem.
select
    search_word.language,
    search_word.word,
    max(search_word.written) as written,
    max(search_key.practices) as practices
from search_word
inner join search_key on search_word.key_id = search_key.key_id
group by search_word.language, search_word.word
order by search_word.language, search_word.word
