-- Keeps an appeal against an act.
-- $appeal_id: its id. $act_id, $post_id: against which act, on which post. $words, $language: why.
-- $moment: now.
insert into appeal (appeal_id, act_id, post_id, words, language, asked_at, state)
values ($appeal_id, $act_id, $post_id, $words, $language, $moment, 'open')
