#!/usr/bin/env bash
# Writes random passwords for docker-compose.yml to .env, readable by you only. Keeps those that stand there already.
set -euo pipefail
cd "$(dirname "$0")/.."
umask 077
touch .env
for name in POSTGRES_PASSWORD \
            USER_DB_PASSWORD USER_DB_MIGRATION_PASSWORD PAYMENT_DB_PASSWORD PAYMENT_DB_MIGRATION_PASSWORD \
            PROJECTIONS_DB_PASSWORD PROJECTIONS_DB_MIGRATION_PASSWORD ORDER_DB_PASSWORD MONGO_ROOT_PASSWORD MONGO_REPLICA_SET_KEY \
            KAFKA_ADMIN_PASSWORD USER_KAFKA_PASSWORD ORDER_KAFKA_PASSWORD PAYMENT_KAFKA_PASSWORD PROJECTIONS_KAFKA_PASSWORD \
            EMAIL_CLAIM_KEY; do
  grep -q "^$name=" .env || printf '%s=%s\n' "$name" "$(head -c 32 /dev/urandom | od -An -tx1 | tr -d ' \n')" >> .env
done
echo "wrote .env"
