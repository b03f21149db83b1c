-- One row a good threesome, the most telling of each theme first: a practice and its two nearest in
-- other cities that share the theme, all three with figures, results, a start and some evidence.
-- $most: how many a theme.
with telling as (
    select *
    from facet
    where has_figures and has_results and start_year is not null and evidence > 0
),

-- a few hundred beginnings a theme are choice enough, whatever the size of the catalogue
seed as (
    select *
    from telling
    qualify
        row_number() over (partition by main_theme order by evidence desc, practice_id asc) <= 300
),

pair as (
    select
        seed.main_theme as theme,
        seed.practice_id,
        seed.evidence as own_evidence,
        other.practice_id as other_id,
        -- a step of evidence weighs as much as a tenth of likeness
        practice_similar.score + other.evidence / 10 as worth,
        row_number() over (
            partition by seed.practice_id, other.city_id
            order by practice_similar.rank
        ) as turn
    from practice_similar
    inner join seed on practice_similar.practice_id = seed.practice_id
    inner join telling as other on practice_similar.other_id = other.practice_id
    where seed.city_id <> other.city_id and (other.themes >> seed.main_theme) & 1 = 1
),

threesome as (
    select
        theme,
        practice_id,
        list_slice(list(other_id order by worth desc, other_id asc), 1, 2) as others,
        own_evidence / 10
        + list_sum(list_slice(list(worth order by worth desc, other_id asc), 1, 2)) as worth
    from pair
    where turn = 1
    group by theme, practice_id, own_evidence
    having count(*) >= 2
),

ranked as (
    select
        theme,
        list_prepend(practice_id, others) as practice_ids,
        row_number() over (partition by theme order by worth desc, practice_id asc) as place
    from threesome
)

select
    theme,
    practice_ids
from ranked
where place <= $most
order by theme, place
