-- Nor may anyone else whom the owner of these tables lets use them.
do $$
declare
    given record;
begin
    for given in
        select distinct c.oid::regclass as kept, acl.grantee::regrole as grantee
        from pg_class c, aclexplode(c.relacl) acl
        where c.relnamespace = current_schema()::regnamespace
          and c.relname in ('commit_log', 'event_log', 'log_identity')
          and acl.grantee not in (0, c.relowner)
    loop
        execute format('revoke update, delete, truncate on %s from %s', given.kept, given.grantee);
    end loop;
end $$;
