-- projections owns the schema and runs migrations; projections_runtime is what the service works as.
do $$ begin
    if not exists (select from pg_roles where rolname = 'projections') then
        create role projections;
    end if;
    if not exists (select from pg_roles where rolname = 'projections_runtime') then
        create role projections_runtime;
    end if;
end $$;
alter role projections with login nosuperuser nocreatedb nocreaterole noreplication nobypassrls connection limit 5;
alter role projections_runtime with login nosuperuser nocreatedb nocreaterole noreplication nobypassrls connection limit 40;
alter role projections_runtime set statement_timeout = '2min';
alter role projections_runtime set client_connection_check_interval = '2s';
alter role projections_runtime set idle_in_transaction_session_timeout = '10s';

create schema if not exists projections authorization projections;
revoke all on schema projections from public;
grant usage on schema projections to projections_runtime;
do $$ begin
    execute format('grant connect on database %I to projections, projections_runtime', current_database());
    execute format('alter role projections in database %I set search_path = projections', current_database());
    execute format('alter role projections_runtime in database %I set search_path = projections', current_database());
end $$;

-- What later migrations make can be used at once; what they call can be called by nobody else.
alter default privileges for role projections revoke execute on functions from public;
alter default privileges for role projections in schema projections
    grant select, insert, update, delete on tables to projections_runtime;
alter default privileges for role projections in schema projections grant usage, select on sequences to projections_runtime;

-- What is there already. The log is only ever appended to, and migrations are not the running service's business.
grant select, insert, update, delete on all tables in schema projections to projections_runtime;
grant usage, select on all sequences in schema projections to projections_runtime;
do $$ declare
    kept text;
begin
    foreach kept in array array['commit_log', 'event_log', 'log_identity'] loop
        if to_regclass('projections.' || kept) is not null then
            execute format('revoke update, delete, truncate on projections.%I from projections_runtime', kept);
        end if;
    end loop;
    if to_regclass('projections.flyway_schema_history') is not null then
        revoke all on projections.flyway_schema_history from projections_runtime;
    end if;
end $$;
