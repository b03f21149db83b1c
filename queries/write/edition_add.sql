-- Notes an edition that lies beside the store.
-- $name: its day, with a number for a second one. $moment: now. $catalogue_version: of what.
-- $practices, $files, $size: what it holds. $sha: of its manifest. $account: who froze it.
insert into edition (
    name, made_at, catalogue_version, practices, files, bytes, sha256, made_by
)
values ($name, $moment, $catalogue_version, $practices, $files, $size, $sha, $account)
