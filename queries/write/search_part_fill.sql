-- Which practices carry a key and how strongly: BM25 over weighted words, without the rarity of the
-- key (known when the question comes); a concept named in several languages counts by its best.
-- $saturation: how soon further occurrences stop counting.
-- $evenness: 0 ignores how long a text is, 1 counts it in full.
insert into search_part
with scale as (
    select
        search_token.practice_id,
        search_token.language,
        $saturation * (
            1 - $evenness + $evenness * sum(search_token.weight) / any_value(search_length.average)
        ) as half
    from search_token
    inner join search_length on search_token.language = search_length.language
    group by search_token.practice_id, search_token.language
),

reading as (
    select
        search_reading.language,
        search_reading.written,
        search_key.key_id,
        search_key.kind,
        search_reading.share
    from search_reading
    inner join search_key
        on search_reading.kind = search_key.kind and search_reading.stem = search_key.stem
),

strength as (
    select
        reading.key_id,
        reading.kind,
        search_token.practice_id,
        search_token.language,
        sum(search_token.weight * reading.share) as weight
    from search_token
    inner join reading
        on search_token.language = reading.language and search_token.written = reading.written
    group by reading.key_id, reading.kind, search_token.practice_id, search_token.language
),

post as (
    select
        strength.key_id,
        strength.kind,
        strength.practice_id,
        (1 + $saturation) * strength.weight / (strength.weight + scale.half) as weight
    from strength
    inner join scale
        on strength.practice_id = scale.practice_id and strength.language = scale.language
)

select
    key_id,
    practice_id,
    weight
from post
where kind <> 'concept'
union all
select
    key_id,
    practice_id,
    max(weight) as weight
from post
where kind = 'concept'
group by key_id, practice_id
