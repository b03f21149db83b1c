-- Adds an import, as it happened.
-- $import_id: its id. $file_name, $digest: the file. $template: its form, or null. $account: who.
-- $way: submissions or straight. $new_count, $changed_count, $equal_count: its rows. $moment: now.
insert into import (
    import_id, file_name, sha256, template, actor, way, new_count, changed_count, equal_count,
    imported_at
)
values (
    $import_id, $file_name, $digest, $template, $account, $way, $new_count, $changed_count,
    $equal_count, $moment
)
