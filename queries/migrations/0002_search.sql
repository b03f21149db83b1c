-- Search, derived from the published versions and rebuilt at will: which words stand for which
-- keys, which practices carry a key and how strongly, and each practice's meaning as a vector.

-- A key is what words are reduced to. kind: a language (fr, en, de, es: a stem), 'place' (a name as
-- people write it) or 'concept' (a set of words that mean the same in the four languages).
create table search_key (
    key_id integer not null,
    kind varchar not null,
    stem varchar not null,
    practices integer not null
);
-- The words of the texts, folded to plain letters (and as they are mostly written): for prefixes,
-- mistypings and compounds.
create table search_word (
    language varchar not null,
    word varchar not null,
    written varchar not null,
    key_id integer not null
);
-- Sorted by key, then practice, so that the zone maps find a key's rows without an index.
create table search_post (
    key_id integer not null,
    practice_id integer not null,
    weight float not null
);
-- fingerprint: of the texts and the model; a vector is made again only when it changes.
create table search_vector (
    practice_id integer not null,
    fingerprint varchar not null,
    vector blob not null
);
-- The average length of texts in a language, in weighted words: a match in a long one says less.
create table search_length (
    language varchar not null,
    average double not null
);
