-- Points the practices that an import changed at their new version, and makes them public.
-- $import_id: the import. $moment: now.
update practice
set
    latest_version = import_line.version,
    published_version = import_line.version,
    state = 'published',
    updated_at = $moment
from import_line
where
    import_line.import_id = $import_id
    and import_line.earlier is not null
    and practice.practice_id = import_line.practice_id
    and practice.latest_version = import_line.version - 1
