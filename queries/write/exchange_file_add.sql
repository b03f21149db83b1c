-- Notes that a file was taken; the same file again changes nothing.
-- $sha: its hash. $house: who wrote it. $moment: now. $account: who took it. $told: how many of
-- what were new and who the copies are, as JSON.
insert into exchange_file (sha256, house, taken_at, taken_by, told)
values ($sha, $house, $moment, $account, $told)
on conflict do nothing
