-- Empties the texts of cards, before a rebuild.
delete from card
