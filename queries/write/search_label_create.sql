-- A room for the labels of codes, while the texts are taken apart.
create or replace temp table search_label (
    dim varchar not null,
    number integer not null,
    language varchar not null,
    label varchar not null
)
