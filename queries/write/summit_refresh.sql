-- Brings one summit in step with what is told of it now; touches no row where all is equal.
-- $summit: which. $edition: its number. $starts, $ends: its days.
-- $declaration_title, $declaration_url: what was signed there, null where nothing was.
update summit
set
    edition = $edition,
    starts = $starts,
    ends = $ends,
    declaration_title = $declaration_title,
    declaration_url = $declaration_url
where
    summit = $summit
    and (
        edition <> $edition
        or starts <> $starts
        or ends <> $ends
        or declaration_title is distinct from $declaration_title
        or declaration_url is distinct from $declaration_url
    )
