-- Keeps what was decided for files with these headers, in place of what was decided before.
-- $fingerprint: of the headers. $body: the decision as JSON. $account: whose. $moment: now.
insert into import_mapping (fingerprint, body, decided_by, decided_at)
values ($fingerprint, $body, $account, $moment)
on conflict (fingerprint) do update
    set body = excluded.body, decided_by = excluded.decided_by, decided_at = excluded.decided_at
