-- One row a language of one version of a practice: its texts, null where there is none.
-- $practice_id, $version: which.
select
    language,
    title,
    summary,
    challenge,
    approach,
    results,
    origin
from practice_text
where practice_id = $practice_id and version = $version
order by language
