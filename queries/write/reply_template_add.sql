-- Keeps a text that moderators use again.
-- $template_id: its id. $name: what it is called. $language, $words: what it says. $account: who
-- made it. $moment: now.
insert into reply_template (template_id, name, language, words, made_by, made_at)
values ($template_id, $name, $language, $words, $account, $moment)
