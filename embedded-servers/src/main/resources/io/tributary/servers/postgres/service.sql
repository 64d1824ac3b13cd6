-- service_name owns the schema and runs migrations; service_name_runtime is what the service works as.
do $$ begin
    if not exists (select from pg_roles where rolname = 'service_name') then
        create role service_name;
    end if;
    if not exists (select from pg_roles where rolname = 'service_name_runtime') then
        create role service_name_runtime;
    end if;
end $$;
alter role service_name with login nosuperuser nocreatedb nocreaterole noreplication nobypassrls connection limit 5;
alter role service_name_runtime with login nosuperuser nocreatedb nocreaterole noreplication nobypassrls connection limit 40;
alter role service_name_runtime set statement_timeout = '2min';
alter role service_name_runtime set client_connection_check_interval = '2s';
alter role service_name_runtime set idle_in_transaction_session_timeout = '10s';

create schema if not exists service_name authorization service_name;
revoke all on schema service_name from public;
grant usage on schema service_name to service_name_runtime;
do $$ begin
    execute format('grant connect on database %I to service_name, service_name_runtime', current_database());
    execute format('alter role service_name in database %I set search_path = service_name', current_database());
    execute format('alter role service_name_runtime in database %I set search_path = service_name', current_database());
end $$;

-- What later migrations make can be used at once; what they call can be called by nobody else.
alter default privileges for role service_name revoke execute on functions from public;
alter default privileges for role service_name in schema service_name
    grant select, insert, update, delete on tables to service_name_runtime;
alter default privileges for role service_name in schema service_name grant usage, select on sequences to service_name_runtime;

-- What is there already. The log is only ever appended to, and migrations are not the running service's business.
grant select, insert, update, delete on all tables in schema service_name to service_name_runtime;
grant usage, select on all sequences in schema service_name to service_name_runtime;
do $$ declare
    kept text;
begin
    foreach kept in array array['commit_log', 'event_log', 'log_identity'] loop
        if to_regclass('service_name.' || kept) is not null then
            execute format('revoke update, delete, truncate on service_name.%I from service_name_runtime', kept);
        end if;
    end loop;
    if to_regclass('service_name.flyway_schema_history') is not null then
        revoke all on service_name.flyway_schema_history from service_name_runtime;
    end if;
end $$;
