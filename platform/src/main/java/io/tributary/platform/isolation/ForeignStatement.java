package io.tributary.platform.isolation;

import java.util.ArrayList;
import java.util.List;

/**
 * What a role has no right to say to PostgreSQL. Each statement runs in a transaction that is rolled back, and does nothing to rows even if
 * it is let through.
 */
record ForeignStatement(String kind, String sql) {
    /** On a table of another schema; the column is any that can be assigned to. */
    static List<ForeignStatement> onTable(String table, String column) {
        return List.of(new ForeignStatement("select", "select * from " + table + " limit 1"),
                new ForeignStatement("insert", "insert into " + table + " default values"),
                new ForeignStatement("update and delete", "update " + table + " set " + column + " = " + column + " where false"),
                new ForeignStatement("update and delete", "delete from " + table + " where false"),
                new ForeignStatement("truncate and lock", "truncate " + table),
                new ForeignStatement("truncate and lock", "lock table " + table + " in share mode nowait"),
                new ForeignStatement("take over", "alter table " + table + " owner to current_user"),
                new ForeignStatement("take over", "drop table " + table));
    }

    /** On another service's schema and roles. */
    static List<ForeignStatement> onSchema(String schema, String owner, String runTime) {
        List<ForeignStatement> statements = new ArrayList<>(
                List.of(new ForeignStatement("create", "create table " + schema + ".intruder(id int)"),
                        new ForeignStatement("create",
                                "create function " + schema + ".intruder() returns int language sql as 'select 1'"),
                        new ForeignStatement("create", "alter schema " + schema + " rename to intruder"),
                        new ForeignStatement("take over", "alter schema " + schema + " owner to current_user")));
        for (String role : List.of(owner, runTime)) {
            statements.add(new ForeignStatement("set role", "set local role " + role));
            statements.add(new ForeignStatement("set role", "set local session authorization " + role));
            statements.add(new ForeignStatement("set role", "grant " + role + " to current_user"));
            statements.add(new ForeignStatement("set role", "alter role " + role + " connection limit -1"));
        }
        return statements;
    }

    /** On the server that both use. */
    static List<ForeignStatement> onServer() {
        return List.of(new ForeignStatement("server files and programs", "select pg_read_file('/etc/passwd')"),
                new ForeignStatement("server files and programs", "select pg_ls_dir('/')"),
                new ForeignStatement("server files and programs", "select lo_import('/etc/passwd')"),
                new ForeignStatement("server files and programs", "copy (select 1) to program 'true'"),
                new ForeignStatement("server files and programs", "copy (select 1) to '/tmp/intruder'"),
                new ForeignStatement("dblink and extensions", "create extension dblink"),
                new ForeignStatement("dblink and extensions", "create extension postgres_fdw"),
                new ForeignStatement("dblink and extensions", "create extension file_fdw"),
                new ForeignStatement("dblink and extensions", "select dblink('dbname=postgres', 'select 1')"),
                new ForeignStatement("create on the server", "create schema intruder"),
                new ForeignStatement("create on the server", "create table public.intruder(id int)"),
                new ForeignStatement("create on the server", "create temporary table intruder(id int)"),
                new ForeignStatement("create on the server", "create role intruder"),
                new ForeignStatement("administrate", "alter database postgres connection limit 1"),
                new ForeignStatement("administrate", "alter role postgres connection limit 1"),
                new ForeignStatement("administrate", "select rolpassword from pg_authid"),
                new ForeignStatement("administrate", "select pg_reload_conf()"),
                new ForeignStatement("administrate", "create publication intruder for all tables"),
                new ForeignStatement("administrate", "set local log_statement = 'all'"));
    }

    /** On the service's own log, which the running service may only append to. */
    static List<ForeignStatement> onOwnLog(String schema) {
        List<ForeignStatement> statements = new ArrayList<>(onOwnSchema(schema));
        statements.addAll(List.of(new ForeignStatement("change the log", "delete from " + schema + ".event_log where false"),
                new ForeignStatement("change the log", "update " + schema + ".event_log set position = position where false"),
                new ForeignStatement("change the log", "truncate " + schema + ".event_log"),
                new ForeignStatement("change the log", "delete from " + schema + ".commit_log where false"),
                new ForeignStatement("change the log", "alter table " + schema + ".event_log disable trigger all")));
        return statements;
    }

    /** On the service's own schema, which only its migrations may change. */
    static List<ForeignStatement> onOwnSchema(String schema) {
        return List.of(new ForeignStatement("migrate", "create table " + schema + ".intruder(id int)"),
                new ForeignStatement("migrate", "set local role " + schema),
                new ForeignStatement("migrate", "delete from " + schema + ".flyway_schema_history where false"));
    }
}
