-- One row a figure that names its year, one a city: the latest first; of one year those of which
-- one knows on which page they were read, then the better known.
-- $theme: a bit mask of themes; 0 restricts nothing. $language: of title and city's name.
-- $most: at most so many.
with public as (
    select
        facet.*,
        practice.published_version as version
    from facet
    inner join practice on facet.practice_id = practice.practice_id
    where $theme = 0 or (facet.themes & $theme) <> 0
),

read_in as (
    select
        source.practice_id,
        count(*) as sources,
        list(
            coalesce(
                source.publisher, regexp_extract(source.url, '^https?://(?:www[.])?([^/:]+)', 1)
            )
            order by source.position
        ) as publishers
    from source
    inner join public
        on source.practice_id = public.practice_id and source.version = public.version
    group by source.practice_id
),

placed as (
    select
        public.practice_id,
        public.city_id,
        public.version,
        public.main_theme,
        public.evidence,
        public.start_year,
        read_in.sources,
        read_in.publishers,
        figure.value,
        figure.unit,
        figure.year,
        figure.period,
        figure.measured_by,
        figure.source_position,
        figure.label_en,
        figure.label_fr,
        figure.label_de,
        figure.label_es,
        figure.source_position is not null or read_in.sources = 1 as is_tied,
        row_number() over (
            partition by public.city_id
            order by
                figure.year desc,
                figure.source_position is not null or read_in.sources = 1 desc,
                public.evidence desc,
                public.practice_id asc,
                figure.position asc
        ) as place
    from public
    inner join read_in on public.practice_id = read_in.practice_id
    inner join figure
        on public.practice_id = figure.practice_id and public.version = figure.version
    where figure.year is not null
)

select
    placed.version,
    placed.main_theme,
    placed.evidence,
    placed.start_year,
    placed.sources,
    placed.publishers,
    placed.value,
    placed.unit,
    placed.year,
    placed.period,
    placed.measured_by,
    placed.source_position,
    placed.label_en,
    placed.label_fr,
    placed.label_de,
    placed.label_es,
    practice_version.original_language,
    card.slug,
    card.title,
    card.title_language,
    card.city,
    city.slug as city_slug,
    city.country
from placed
inner join practice_version
    on
        placed.practice_id = practice_version.practice_id
        and placed.version = practice_version.version
inner join card on placed.practice_id = card.practice_id and card.language = $language
inner join city on placed.city_id = city.city_id
where placed.place = 1
order by placed.year desc, placed.is_tied desc, placed.evidence desc, card.slug asc
limit $most
