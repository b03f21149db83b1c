-- Points the practices that an import changed at the version with their earlier text, and puts
-- them where they stood.
-- $import_id: the import. $moment: now.
update practice
set
    latest_version = import_line.version + 1,
    published_version = import_line.version + 1,
    state = coalesce(import_line.was_state, 'published'),
    updated_at = $moment
from import_line
where
    import_line.import_id = $import_id
    and import_line.earlier is not null
    and practice.practice_id = import_line.practice_id
    and practice.latest_version = import_line.version
    and practice.state = 'published'
