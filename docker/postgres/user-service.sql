-- user_service owns the schema and runs migrations; user_service_runtime is what the service works as.
do $$ begin
    if not exists (select from pg_roles where rolname = 'user_service') then
        create role user_service;
    end if;
    if not exists (select from pg_roles where rolname = 'user_service_runtime') then
        create role user_service_runtime;
    end if;
end $$;
alter role user_service with login nosuperuser nocreatedb nocreaterole noreplication nobypassrls connection limit 5;
alter role user_service_runtime with login nosuperuser nocreatedb nocreaterole noreplication nobypassrls connection limit 40;
alter role user_service_runtime set statement_timeout = '2min';
alter role user_service_runtime set client_connection_check_interval = '2s';
alter role user_service_runtime set idle_in_transaction_session_timeout = '10s';

create schema if not exists user_service authorization user_service;
revoke all on schema user_service from public;
grant usage on schema user_service to user_service_runtime;
do $$ begin
    execute format('grant connect on database %I to user_service, user_service_runtime', current_database());
    execute format('alter role user_service in database %I set search_path = user_service', current_database());
    execute format('alter role user_service_runtime in database %I set search_path = user_service', current_database());
end $$;

-- What later migrations make can be used at once; what they call can be called by nobody else.
alter default privileges for role user_service revoke execute on functions from public;
alter default privileges for role user_service in schema user_service
    grant select, insert, update, delete on tables to user_service_runtime;
alter default privileges for role user_service in schema user_service grant usage, select on sequences to user_service_runtime;

-- What is there already. The log is only ever appended to, and migrations are not the running service's business.
grant select, insert, update, delete on all tables in schema user_service to user_service_runtime;
grant usage, select on all sequences in schema user_service to user_service_runtime;
do $$ declare
    kept text;
begin
    foreach kept in array array['commit_log', 'event_log', 'log_identity'] loop
        if to_regclass('user_service.' || kept) is not null then
            execute format('revoke update, delete, truncate on user_service.%I from user_service_runtime', kept);
        end if;
    end loop;
    if to_regclass('user_service.flyway_schema_history') is not null then
        revoke all on user_service.flyway_schema_history from user_service_runtime;
    end if;
end $$;
