-- One row a point and a city that has said something of it: its newest words.
-- $summit: whose declaration.
select
    point,
    city,
    words,
    language,
    office,
    given_at
from declaration_reason
where summit = $summit
qualify row_number() over (partition by point, city order by number desc) = 1
order by point, city
