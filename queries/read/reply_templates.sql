-- One row a text that moderators use again.
select
    template_id,
    name,
    language,
    words,
    made_by,
    made_at
from reply_template
order by lower(name), language, template_id
