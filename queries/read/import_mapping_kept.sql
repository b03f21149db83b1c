-- One row: what was decided for files with these headers, as JSON.
-- $fingerprint: of the headers.
select body
from import_mapping
where fingerprint = $fingerprint
order by fingerprint
