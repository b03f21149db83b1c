-- Adds what a city says of a point for which it shows nothing; earlier words stay.
-- $summit, $point, $city, $number: which. $words, $language: what it says; '' takes it back.
-- $office: in whose name. $account: who typed it. $moment: now.
insert into declaration_reason (
    summit, point, city, number, words, language, office, given_by, given_at
)
values ($summit, $point, $city, $number, $words, $language, $office, $account, $moment)
