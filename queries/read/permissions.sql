-- One row a thing a role may do: the action, the role, and whether everywhere or in its own city.
select
    action,
    role,
    scope
from permission
order by action, role
