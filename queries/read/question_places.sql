-- One row a public question and a city it went to, with what its office answered last, in the
-- order of the cities' names.
-- $post_id: one question, or nothing for all. $city: one city, or nothing for all.
-- $language: of the names.
with told as (
    select
        *,
        min(answered_at) over (partition by post_id, city) as first_at,
        row_number() over (partition by post_id, city order by version desc) as place
    from answer
),

offices as (
    select distinct account_role.city_id
    from account_role
    inner join account on account_role.account = account.account
    where
        account_role.role = 'mayors_office'
        and account_role.revoked_at is null
        and account.state = 'active'
)

select
    question_city.post_id,
    city.slug as city,
    city_name.name as city_name,
    city.country,
    question_city.sent_at,
    question_city.due_on,
    told.version,
    told.standing,
    told.language,
    told.texts,
    told.office,
    told.answered_at,
    told.first_at,
    told.house,
    offices.city_id is not null as has_office
from question_city
inner join post on question_city.post_id = post.post_id
inner join city on question_city.city = city.slug
inner join city_name on city.city_id = city_name.city_id
left join offices on city.city_id = offices.city_id
left join
    told
    on
        question_city.post_id = told.post_id
        and question_city.city = told.city
        and told.place = 1
where
    question_city.sent_at is not null
    and post.kind = 'question'
    and post.state = 'shown'
    and city_name.language = $language
    and ($post_id = '' or question_city.post_id = $post_id)
    and ($city = '' or question_city.city = $city)
order by question_city.post_id, city_name.name collate en, city.slug -- noqa: RF02
