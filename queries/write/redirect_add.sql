-- Leads one id to another; an id that had been merged and parted before leads again.
-- $slug: the old one. $to_slug: where it lives now. $moment: now. $reason: why.
insert into redirect (slug, to_slug, made_at, reason)
values ($slug, $to_slug, $moment, $reason)
on conflict (slug) do update
    set
        to_slug = excluded.to_slug,
        made_at = excluded.made_at,
        reason = excluded.reason,
        ended_at = null
