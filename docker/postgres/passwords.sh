#!/usr/bin/env bash
# Runs once on an empty data directory, after the roles were made: their passwords, from the environment.
set -euo pipefail
psql -v ON_ERROR_STOP=1 -U "$POSTGRES_USER" -d "$POSTGRES_DB" -v role="$SERVICE_ROLE" -v runtime="${SERVICE_ROLE}_runtime" <<'SQL'
\getenv owner MIGRATION_PASSWORD
\getenv running RUNTIME_PASSWORD
alter role :"role" password :'owner';
alter role :"runtime" password :'running';
SQL
