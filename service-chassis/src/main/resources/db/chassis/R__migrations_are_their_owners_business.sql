-- The running service neither reads nor writes what it was migrated by.
do $$
declare
    given record;
begin
    for given in
        select distinct c.oid::regclass as history, acl.grantee::regrole as grantee
        from pg_class c, aclexplode(c.relacl) acl
        where c.relnamespace = current_schema()::regnamespace
          and c.relname = 'flyway_schema_history'
          and acl.grantee not in (0, c.relowner)
    loop
        execute format('revoke all on %s from %s', given.history, given.grantee);
    end loop;
end $$;
