-- Withdraws what an import handed in and nobody has touched since.
-- $import_id: the import. $moment: now.
update submission
set state = 'withdrawn', updated_at = $moment
where import_id = $import_id and state = 'submitted'
