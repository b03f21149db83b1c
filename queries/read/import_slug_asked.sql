-- One row: the id that its file gave to a submission, if no practice has it or ever had it.
-- $receipt: of the submission.
select import_line.slug
from import_line
left join practice on import_line.slug = practice.slug
left join redirect on import_line.slug = redirect.slug
where
    import_line.receipt = $receipt
    and import_line.slug is not null
    and practice.slug is null
    and redirect.slug is null
order by import_line.import_id, import_line.line
