-- One row a point of a declaration and a practice of which somebody said that it serves it or not:
-- public ones of signatory cities, under the id they bear now; the newest word on each holds.
-- $summit: whose declaration. $language: of titles and names.
with recursive way as (
    select distinct
        slug as said_of,
        slug,
        0 as step
    from declaration_link
    where summit = $summit
    union all
    select
        way.said_of,
        redirect.to_slug as slug,
        way.step + 1 as step
    from way
    inner join redirect on way.slug = redirect.slug
    where redirect.ended_at is null and way.step < 100
),

now_at as (
    select
        said_of,
        arg_max(slug, step) as slug
    from way
    group by said_of
),

newest as (
    select
        declaration_link.point,
        declaration_link.state,
        declaration_link.linked_at,
        declaration_link.note,
        now_at.slug
    from declaration_link
    inner join now_at on declaration_link.slug = now_at.said_of
    where declaration_link.summit = $summit
    qualify
        row_number() over (
            partition by declaration_link.point, now_at.slug
            order by declaration_link.linked_at desc, declaration_link.slug asc
        ) = 1
)

select
    newest.point,
    city.slug as city,
    newest.slug,
    card.title,
    card.title_language,
    facet.evidence,
    last_confirmation.confirmed_at,
    newest.state,
    newest.linked_at,
    newest.note
from newest
inner join practice on newest.slug = practice.slug and practice.state = 'published'
inner join facet on practice.practice_id = facet.practice_id
inner join card on practice.practice_id = card.practice_id and card.language = $language
inner join city on practice.city_id = city.city_id
inner join summit_city
    on summit_city.summit = $summit and city.city_id = summit_city.city_id and summit_city.signed
inner join last_confirmation on practice.practice_id = last_confirmation.practice_id
order by
    newest.point asc, city.slug asc, facet.evidence desc, newest.linked_at asc, newest.slug asc
