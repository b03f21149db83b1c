-- Makes room for a text of the same name and language.
-- $name, $language: which.
delete from reply_template
where name = $name and language = $language
