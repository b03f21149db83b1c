-- One row a version of an answer, by question, city and version.
select
    post_id,
    city,
    version,
    house,
    standing,
    language,
    texts,
    office,
    answered_at
from answer
order by post_id, city, version
