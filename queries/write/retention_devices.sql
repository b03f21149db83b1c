-- Forgets from which browser a post came.
-- $before: written before this.
update post set device = null
where device is not null and written_at < $before
