-- One row a practice among the first of its day: the last days on which a practice was published
-- that had not been public before, the newest first, with how many there were that day.
-- $language: of title and city's name. $most: at most so many days. $some: practices a day.
with begun as (
    select
        facet.practice_id,
        facet.city_id,
        facet.main_theme,
        facet.evidence,
        facet.start_year,
        practice_version.created_at::date as begun_on
    from facet
    inner join practice_version
        on facet.practice_id = practice_version.practice_id and practice_version.version = 1
),

recent as (
    select
        begun_on,
        count(*) as practices
    from begun
    group by begun_on
    order by begun_on desc
    limit $most
),

placed as (
    select
        begun.*,
        recent.practices,
        row_number() over (
            partition by begun.begun_on
            order by begun.start_year desc nulls last, begun.practice_id asc
        ) as place
    from begun
    inner join recent on begun.begun_on = recent.begun_on
)

select
    placed.begun_on as day,
    placed.practices,
    card.slug,
    card.title,
    card.title_language,
    card.city,
    city.slug as city_slug,
    city.country,
    placed.main_theme,
    placed.evidence,
    placed.start_year
from placed
inner join card on placed.practice_id = card.practice_id and card.language = $language
inner join city on placed.city_id = city.city_id
where placed.place <= $some
order by placed.begun_on desc, placed.place asc
