-- Keeps one code of a list with its number; a code that stands is left as it is.
-- $dim: the list. $number: bit position or small integer. $slug: the code.
insert into code (dim, number, slug)
values ($dim, $number, $slug)
on conflict do nothing
