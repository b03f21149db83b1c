-- A room for the names of places, by city.
create or replace temp table search_place (
    city_id integer not null,
    stem varchar not null,
    share float not null
)
