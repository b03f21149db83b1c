-- One row: how many summits there are, and the highest number in their series.
select
    count(*) as summits,
    coalesce(max(edition), 0) as edition
from summit
order by summits
