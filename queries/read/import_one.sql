-- One row: an import.
-- $import_id: which.
select
    import_id,
    file_name,
    sha256,
    template,
    actor,
    way,
    new_count,
    changed_count,
    equal_count,
    imported_at,
    undone_at,
    undone_by
from import
where import_id = $import_id
order by import_id
