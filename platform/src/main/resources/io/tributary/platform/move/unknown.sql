-- What a schema holds beside tables, their indexes and constraints, and the sequences of their identity columns.
select format('%s %s', case c.relkind when 'v' then 'view' when 'm' then 'materialized view' when 'p' then 'partitioned table'
    when 'f' then 'foreign table' when 'S' then 'sequence' else 'relation' end, c.relname)
from pg_class c join pg_namespace n on n.oid = c.relnamespace
where n.nspname = :schema and c.relkind not in ('r', 'i', 't')
    and not (c.relkind = 'S' and exists (select from pg_depend d where d.objid = c.oid and d.classid = 'pg_class'::regclass and d.deptype = 'i'))
union all
select format('function %s', p.proname) from pg_proc p join pg_namespace n on n.oid = p.pronamespace where n.nspname = :schema
union all
select format('trigger %s', t.tgname) from pg_trigger t join pg_class c on c.oid = t.tgrelid join pg_namespace n on n.oid = c.relnamespace
where n.nspname = :schema and not t.tgisinternal
union all
select format('type %s', t.typname) from pg_type t join pg_namespace n on n.oid = t.typnamespace
where n.nspname = :schema and t.typtype in ('d', 'e', 'r') and not exists (select from pg_class c where c.reltype = t.oid)
order by 1
