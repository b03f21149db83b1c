-- One row a question and a city whose office has answered: the newest version and its copy.
select
    post_id,
    city,
    max(version) as version,
    bool_or(house is null) as own,
    max(house) as house
from answer
group by post_id, city
order by post_id, city
