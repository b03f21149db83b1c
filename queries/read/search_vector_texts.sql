-- One row a published practice: its texts by language, in a fixed order.
-- $practice_id: only this practice; 0 takes them all.
select
    practice.practice_id,
    practice_text.language,
    practice_text.title,
    practice_text.summary,
    practice_text.challenge,
    practice_text.approach,
    practice_text.results
from practice
inner join practice_text
    on
        practice.practice_id = practice_text.practice_id
        and practice.published_version = practice_text.version
where
    practice.state = 'published'
    and ($practice_id = 0 or practice.practice_id = $practice_id)
order by practice.practice_id, practice_text.language
