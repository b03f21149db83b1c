-- Takes the public texts apart: one row a practice, language and word as written (in small
-- letters), with the weight of its places.
-- $first, $last: the practices, by their numbers.
-- $title, $summary, $body, $label: what a word weighs in each field.
create or replace temp table search_token as
with public_text as (
    select practice_text.*
    from practice_text
    inner join practice
        on
            practice_text.practice_id = practice.practice_id
            and practice_text.version = practice.published_version
    where
        practice.state = 'published'
        and practice.practice_id between $first and $last
),

field as (
    select
        practice_id,
        language,
        title as words,
        $title as weight
    from public_text
    union all
    select
        practice_id,
        language,
        summary as words,
        $summary as weight
    from public_text
    union all
    select
        practice_id,
        language,
        concat_ws(' ', challenge, approach, results) as words,
        $body as weight
    from public_text
    union all
    select
        facet.practice_id,
        search_label.language,
        search_label.label as words,
        $label as weight
    from facet
    inner join search_label
        on
            (search_label.dim = 'theme' and (facet.themes >> search_label.number) & 1 = 1)
            or (search_label.dim = 'topic' and (facet.topics >> search_label.number) & 1 = 1)
            or (search_label.dim = 'audience' and (facet.audiences >> search_label.number) & 1 = 1)
            or (search_label.dim = 'instrument' and facet.instrument = search_label.number)
    where facet.practice_id between $first and $last
),

token as (
    select
        practice_id,
        language,
        weight,
        unnest(regexp_extract_all(lower(nfc_normalize(words)), '[\p{L}\p{N}]+')) as written
    from field
)

select
    practice_id,
    language,
    written,
    sum(weight)::float as weight
from token
where length(written) <= 64
group by practice_id, language, written
