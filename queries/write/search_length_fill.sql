-- The average length of a language's texts, in weighted words, where it is not known yet.
insert into search_length
with practice_length as (
    select
        practice_id,
        language,
        sum(weight) as length
    from search_token
    group by practice_id, language
)

select
    practice_length.language,
    avg(practice_length.length) as average
from practice_length
anti join search_length on practice_length.language = search_length.language
group by practice_length.language
order by practice_length.language
