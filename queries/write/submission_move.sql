-- Moves a submission from one state to the next.
-- $receipt: which. $from_state, $to_state: the move. $reviewer: who takes it in hand; null leaves
-- it as it is. $version: the version it became, or null. $moment: now.
update submission
set
    state = $to_state,
    reviewer = case
        when $to_state in ('submitted', 'draft') then null else coalesce($reviewer, reviewer)
    end,
    version = coalesce($version, version),
    submitted_at = case
        when $to_state = 'submitted' and $from_state <> 'in_review' then $moment else submitted_at
    end,
    updated_at = $moment
where receipt = $receipt and state = $from_state
