-- The one place that says what a filter means: every question to the read model stands on it.

-- A number among the chosen bits, and bits that share one with them: none chosen restricts nothing.
create macro chosen(number, bits) as bits = 0 or (bits >> number) & 1 = 1;
create macro shared(mask, bits) as bits = 0 or (mask & bits) <> 0;
-- A number in a list: an empty list restricts nothing.
create macro listed(number, numbers) as len(numbers) = 0 or list_contains(numbers, number);
-- A practice among the hits of a search, one bit an id, the first for 0: null restricts nothing.
create macro found(practice, hits) as
hits is null
or case
    when practice < octet_length(hits::blob) * 8 then get_bit(hits::blob::bit, practice) = 1
    else false
end;

-- One row a published practice, with what it fits filter by filter: a facet ignores its own.
create macro fitting(
    hits_, themes_, topics_, audiences_, countries_, regions_, cities_, sizes_, summits_,
    instruments_, statuses_, evidence_, since_, until_, figures_, results_
) as table
    select
        *,
        found(practice_id, hits_) as query_fits,
        shared(themes, themes_) as themes_fit,
        shared(topics, topics_) as topics_fit,
        shared(audiences, audiences_) as audiences_fit,
        listed(country, countries_) as countries_fit,
        chosen(region, regions_) as regions_fit,
        listed(city_id, cities_) as cities_fit,
        chosen(size, sizes_) as sizes_fit,
        shared(summits, summits_) as summits_fit,
        chosen(instrument, instruments_) as instruments_fit,
        chosen(status, statuses_) as statuses_fit,
        chosen(evidence, evidence_) as evidence_fit,
        since_ is null or start_year >= since_ as since_fits,
        until_ is null or start_year <= until_ as until_fits,
        figures_ is null or has_figures = figures_ as figures_fit,
        results_ is null or has_results = results_ as results_fit
    from facet;

-- One row a published practice that fits every filter.
create macro matching(
    hits_, themes_, topics_, audiences_, countries_, regions_, cities_, sizes_, summits_,
    instruments_, statuses_, evidence_, since_, until_, figures_, results_
) as table
    select * from
        fitting(
            hits_, themes_, topics_, audiences_, countries_, regions_, cities_, sizes_, summits_,
            instruments_, statuses_, evidence_, since_, until_, figures_, results_
        )
    where
        query_fits and themes_fit and topics_fit and audiences_fit and countries_fit and regions_fit
        and cities_fit and sizes_fit and summits_fit and instruments_fit and statuses_fit
        and evidence_fit and since_fits and until_fits and figures_fit and results_fit;
