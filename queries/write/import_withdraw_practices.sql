-- Withdraws the practices that an import made and nobody has touched since.
-- $import_id: the import. $moment: now.
update practice
set state = 'withdrawn', updated_at = $moment
from import_line
where
    import_line.import_id = $import_id
    and import_line.earlier is null
    and practice.practice_id = import_line.practice_id
    and practice.latest_version = import_line.version
    and practice.state = 'published'
