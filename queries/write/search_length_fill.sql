-- The average length of a language's texts, in weighted words.
-- $title, $summary, $body, $label: what a word weighs in each field.
insert into search_length
with weight as (
    select unnest(['title', 'summary', 'body', 'label']) as field,
        unnest([$title, $summary, $body, $label]::double[]) as weight
),

practice_length as (
    select
        search_token.practice_id,
        search_token.language,
        sum(search_token.occurrences * weight.weight) as length
    from search_token
    inner join weight on search_token.field = weight.field
    group by search_token.practice_id, search_token.language
)

select
    language,
    avg(length) as average
from practice_length
group by language
order by language
