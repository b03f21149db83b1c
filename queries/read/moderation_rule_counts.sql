-- One row a rule that was the reason for an act: how often, and how often lately.
-- $moment: now. $days: how many days 'lately' means.
select
    rule,
    count(*) as acts,
    count(*) filter (where acted_at >= $moment::timestamp - to_days($days)) as lately
from moderation_act
where rule is not null
group by rule
order by acts desc, rule asc
