-- Adds an act for each of some posts.
-- $ids: the posts. $act_ids: the ids of their acts, in the same order. $from_state, $to_state: the
-- move. $rule: the rule they broke, or null. $words, $words_language: what authors are told
-- besides, or null. $cause: desk, notice or appeal. $rules_version: which edition of the rules
-- holds. $account, $role: who acts. $moment: now.
with chosen as (
    select
        unnest($ids::varchar[]) as post_id,
        unnest($act_ids::varchar[]) as act_id
)

insert into moderation_act (
    act_id, post_id, kind, language, from_state, to_state, rule, words, words_language, cause,
    rules_version, acted_by, role, acted_at
)
select
    chosen.act_id,
    post.post_id,
    post.kind,
    post.language,
    $from_state as from_state,
    $to_state as to_state,
    $rule as rule,
    $words as words,
    $words_language as words_language,
    $cause as cause,
    $rules_version as rules_version,
    $account as acted_by,
    $role as role,
    $moment as acted_at
from post
inner join chosen on post.post_id = chosen.post_id
where post.state = $from_state
