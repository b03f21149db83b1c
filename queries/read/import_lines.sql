-- One row a line of an import, with how what came of it stands now.
-- $import_id: which.
select
    import_line.line,
    import_line.slug,
    import_line.receipt,
    import_line.practice_id,
    import_line.version,
    import_line.earlier,
    import_line.was_state,
    submission.state as submission_state,
    submission.stamp,
    submission.name,
    practice.slug as practice_slug,
    practice.state as practice_state,
    practice.latest_version
from import_line
left join submission on import_line.receipt = submission.receipt
left join practice on import_line.practice_id = practice.practice_id
where import_line.import_id = $import_id
order by import_line.line
