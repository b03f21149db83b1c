-- One row a migration that this store has run: its number.
select number
from schema_migration
order by number
