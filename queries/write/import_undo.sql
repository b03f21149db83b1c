-- Notes that an import was undone, once.
-- $import_id: the import. $account: by whom. $moment: now.
update import
set undone_at = $moment, undone_by = $account
where import_id = $import_id and undone_at is null
