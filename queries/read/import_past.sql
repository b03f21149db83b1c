-- One row an import, the newest first.
-- $account: whose; null for everybody's.
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
where $account is null or actor = $account
order by imported_at desc, import_id asc
