-- Takes the public texts apart: one row a practice, language, field and word as written (small letters),
-- with how often it stands there.
-- $practice_id: only this practice; 0 takes them all.
create or replace temp table search_token as
with public_text as (
    select practice_text.*
    from practice_text
    inner join practice
        on practice_text.practice_id = practice.practice_id
        and practice_text.version = practice.published_version
    where
        practice.state = 'published'
        and ($practice_id = 0 or practice.practice_id = $practice_id)
),

field as (
    select practice_id, language, 'title' as field, title as words
    from public_text
    union all
    select practice_id, language, 'summary' as field, summary as words
    from public_text
    union all
    select practice_id, language, 'body' as field, concat_ws(' ', challenge, approach, results) as words
    from public_text
    union all
    select facet.practice_id, search_label.language, 'label' as field, search_label.label as words
    from facet
    inner join search_label
        on (search_label.dim = 'theme' and (facet.themes >> search_label.number) & 1 = 1)
        or (search_label.dim = 'topic' and (facet.topics >> search_label.number) & 1 = 1)
        or (search_label.dim = 'audience' and (facet.audiences >> search_label.number) & 1 = 1)
        or (search_label.dim = 'instrument' and facet.instrument = search_label.number)
    where $practice_id = 0 or facet.practice_id = $practice_id
),

token as (
    select
        practice_id,
        language,
        field,
        unnest(regexp_extract_all(lower(nfc_normalize(words)), '[\p{L}\p{N}]+')) as written
    from field
)

select
    practice_id,
    language,
    field,
    written,
    count(*) as occurrences
from token
where length(written) <= 64
group by practice_id, language, field, written
