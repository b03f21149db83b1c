-- Brings what is told of one city in step with the release; touches no row where all is equal.
-- $city_id: which. $slug, $country, $region, $size, $latitude, $longitude, $population,
-- $population_source, $website, $observatory_member, $notes: what the release tells.
update city
set
    country = $country,
    region = $region,
    size = $size,
    latitude = $latitude,
    longitude = $longitude,
    population = $population,
    population_source = $population_source,
    website = $website,
    observatory_member = $observatory_member,
    notes = $notes
where
    city_id = $city_id
    and slug = $slug
    and (
        country <> $country
        or region <> $region
        or size <> $size
        or latitude <> $latitude
        or longitude <> $longitude
        or population is distinct from $population
        or population_source is distinct from $population_source
        or website is distinct from $website
        or observatory_member is distinct from $observatory_member
        or notes is distinct from $notes
    )
