-- One row a language of each version that is taken out: its texts, null where there is none.
-- Reads the table `wanted`: one row a version, as practice_id and version.
select
    practice_text.practice_id,
    practice_text.language,
    practice_text.title,
    practice_text.summary,
    practice_text.challenge,
    practice_text.approach,
    practice_text.results
from wanted
inner join practice_text
    on
        wanted.practice_id = practice_text.practice_id
        and wanted.version = practice_text.version
order by practice_text.practice_id, practice_text.language
