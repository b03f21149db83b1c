-- A room for the labels of codes, while the texts are taken apart.
create or replace temp table search_label (
    dim varchar,
    number integer,
    language varchar,
    label varchar
)
