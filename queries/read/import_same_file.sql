-- One row: the last import of the very same file that was not undone.
-- $digest: of the file.
select
    import_id,
    actor,
    imported_at
from import
where sha256 = $digest and undone_at is null
order by imported_at desc, import_id asc
limit 1
