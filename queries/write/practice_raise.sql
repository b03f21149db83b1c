-- Points a practice at its new published version.
-- $practice_id: which. $version: the new one. $moment: when.
update practice
set latest_version = $version, published_version = $version, updated_at = $moment
where practice_id = $practice_id and latest_version = $version - 1
