-- Empties notices decided long ago; that there was one, on what and how it ended, stays.
-- $before: decided before this.
update notice set
    words = '',
    name = null,
    contact = null,
    answer = null,
    key_mark = '',
    receipt = notice_id
where decided_at < $before and key_mark <> ''
