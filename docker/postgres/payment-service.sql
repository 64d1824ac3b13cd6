-- payment_service owns the schema and runs migrations; payment_service_runtime is what the service works as.
do $$ begin
    if not exists (select from pg_roles where rolname = 'payment_service') then
        create role payment_service;
    end if;
    if not exists (select from pg_roles where rolname = 'payment_service_runtime') then
        create role payment_service_runtime;
    end if;
end $$;
alter role payment_service with login nosuperuser nocreatedb nocreaterole noreplication nobypassrls connection limit 5;
alter role payment_service_runtime with login nosuperuser nocreatedb nocreaterole noreplication nobypassrls connection limit 40;
alter role payment_service_runtime set statement_timeout = '2min';
alter role payment_service_runtime set client_connection_check_interval = '2s';
alter role payment_service_runtime set idle_in_transaction_session_timeout = '10s';

create schema if not exists payment_service authorization payment_service;
revoke all on schema payment_service from public;
grant usage on schema payment_service to payment_service_runtime;
do $$ begin
    execute format('grant connect on database %I to payment_service, payment_service_runtime', current_database());
    execute format('alter role payment_service in database %I set search_path = payment_service', current_database());
    execute format('alter role payment_service_runtime in database %I set search_path = payment_service', current_database());
end $$;

-- What later migrations make can be used at once; what they call can be called by nobody else.
alter default privileges for role payment_service revoke execute on functions from public;
alter default privileges for role payment_service in schema payment_service
    grant select, insert, update, delete on tables to payment_service_runtime;
alter default privileges for role payment_service in schema payment_service grant usage, select on sequences to payment_service_runtime;

-- What is there already. The log is only ever appended to, and migrations are not the running service's business.
grant select, insert, update, delete on all tables in schema payment_service to payment_service_runtime;
grant usage, select on all sequences in schema payment_service to payment_service_runtime;
do $$ declare
    kept text;
begin
    foreach kept in array array['commit_log', 'event_log', 'log_identity'] loop
        if to_regclass('payment_service.' || kept) is not null then
            execute format('revoke update, delete, truncate on payment_service.%I from payment_service_runtime', kept);
        end if;
    end loop;
    if to_regclass('payment_service.flyway_schema_history') is not null then
        revoke all on payment_service.flyway_schema_history from payment_service_runtime;
    end if;
end $$;
