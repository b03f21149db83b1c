-- Adds what was said of a practice; nothing said earlier is touched.
-- $confirmation_id: its own. $practice_id: of which. $confirmed_at: when. $by_kind: contact,
-- account or release. $account: who of the desk, or null. $kind: confirmed, changed or ended.
-- $note: in what words, or null. $ended_year: since when it has ended, or null. $ask_id: by which
-- link, or null. $receipt: the correction it led to, or null.
insert into confirmation (
    confirmation_id, practice_id, confirmed_at, by_kind, account, kind, note, ended_year, ask_id,
    receipt
)
values (
    $confirmation_id, $practice_id, $confirmed_at, $by_kind, $account, $kind, $note, $ended_year,
    $ask_id, $receipt
)
