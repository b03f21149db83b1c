-- One row an act on a post whose author has asked twice for a letter, that no letter has told of
-- yet.
-- $moment: now.
select
    moderation_act.act_id,
    moderation_act.post_id
from moderation_act
inner join post_contact on moderation_act.post_id = post_contact.post_id
where
    moderation_act.told_at is null
    and moderation_act.acted_at >= post_contact.asked_at
    and post_contact.confirmed_at is not null
    and post_contact.erase_after > $moment
order by moderation_act.acted_at, moderation_act.act_id
