-- One row a signed outcome that nobody withdrew, as its newest signed version has it: the newest
-- workshop first, then in the order in which they were first signed.
select
    outcome.outcome_id,
    outcome.workshop,
    workshop.summit,
    outcome.version,
    newest.body,
    newest.signed_at,
    earliest.signed_at as first_signed_at,
    outcome.house
from outcome
inner join outcome_version as newest
    on outcome.outcome_id = newest.outcome_id and outcome.version = newest.version
inner join outcome_version as earliest
    on outcome.outcome_id = earliest.outcome_id and earliest.version = 1
inner join workshop on outcome.workshop = workshop.workshop
inner join summit on workshop.summit = summit.summit
where outcome.state <> 'withdrawn'
order by
    summit.starts desc,
    workshop.held_on desc,
    outcome.workshop asc,
    earliest.signed_at asc,
    outcome.outcome_id asc
