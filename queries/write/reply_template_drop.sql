-- Does without a text.
-- $template_id: which.
delete from reply_template
where template_id = $template_id
