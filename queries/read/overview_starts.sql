-- One row a practice, earliest start first, those without a year last.
-- The table chosen holds the practices. $language: of the words.
select
    card.slug,
    card.city,
    card.title,
    theme.slug as theme,
    facet.start_year as year
from facet
inner join chosen on facet.practice_id = chosen.practice_id
inner join card on facet.practice_id = card.practice_id
inner join code as theme on theme.dim = 'theme' and facet.main_theme = theme.number
where card.language = $language
order by facet.start_year nulls last, theme.number, card.slug
