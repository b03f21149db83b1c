-- One row a word of a language with the number of practices that have it, for prefixes and mistypings.
select
    search_word.language,
    search_word.word,
    max(search_word.practices) as practices
from search_word
group by search_word.language, search_word.word
order by search_word.language, search_word.word
