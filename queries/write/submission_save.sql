-- Keeps what was typed, if nobody saved in between.
-- $receipt: which. $body: the draft as JSON. $city_id: its city so far. $heading: its title so far.
-- $former: its title before; a name that was given by hand stays. $stamp: what the writer saw.
-- $moment: now.
update submission
set
    body = $body,
    city_id = $city_id,
    name = case when name = $former then $heading else name end,
    stamp = stamp + 1,
    updated_at = $moment
where receipt = $receipt and stamp = $stamp and state in ('draft', 'changes_requested')
