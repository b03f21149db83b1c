-- Which practices carry a key and how strongly: BM25 over weighted fields, without the rarity of the
-- key (that is known when the question comes); a key found in several languages counts by its best.
-- $title, $summary, $body, $label: what a word weighs in each field.
-- $saturation: how soon further occurrences stop counting. $evenness: 0 ignores how long a text is, 1 counts it in full.
-- $practice_id: only this practice; 0 takes them all.
insert into search_post
with weight as (
    select unnest(['title', 'summary', 'body', 'label']) as field,
        unnest([$title, $summary, $body, $label]::double[]) as weight
),

weighted as (
    select
        search_token.practice_id,
        search_token.language,
        search_token.written,
        sum(search_token.occurrences * weight.weight) as weight
    from search_token
    inner join weight on search_token.field = weight.field
    group by search_token.practice_id, search_token.language, search_token.written
),

scale as (
    select
        weighted.practice_id,
        weighted.language,
        $saturation * (
            1 - $evenness + $evenness * sum(weighted.weight) / any_value(search_length.average)
        ) as half
    from weighted
    inner join search_length on weighted.language = search_length.language
    group by weighted.practice_id, weighted.language
),

reading as (
    select distinct
        search_reading.language,
        search_reading.written,
        search_key.key_id,
        search_reading.share
    from search_reading
    inner join search_key
        on search_reading.kind = search_key.kind and search_reading.stem = search_key.stem
),

strength as (
    select
        reading.key_id,
        weighted.practice_id,
        weighted.language,
        sum(weighted.weight * reading.share) as weight
    from weighted
    inner join reading
        on weighted.language = reading.language and weighted.written = reading.written
    group by reading.key_id, weighted.practice_id, weighted.language
),

place as (
    select
        search_key.key_id,
        practice.practice_id,
        max(search_place.share) as weight
    from search_place
    inner join search_key on search_key.kind = 'place' and search_place.stem = search_key.stem
    inner join practice on search_place.city_id = practice.city_id
    where
        practice.state = 'published'
        and ($practice_id = 0 or practice.practice_id = $practice_id)
    group by search_key.key_id, practice.practice_id
),

post as (
    select
        strength.key_id,
        strength.practice_id,
        max((1 + $saturation) * strength.weight / (strength.weight + scale.half)) as weight
    from strength
    inner join scale
        on strength.practice_id = scale.practice_id and strength.language = scale.language
    group by strength.key_id, strength.practice_id
    union all
    select key_id, practice_id, (1 + $saturation) * weight as weight
    from place
)

select
    key_id,
    practice_id,
    weight
from post
order by key_id, practice_id
