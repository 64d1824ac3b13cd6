#!/usr/bin/env bash
# Writes random passwords for docker-compose.yml to .env, readable by you only. Keeps an existing file.
set -euo pipefail
cd "$(dirname "$0")/.."
if [ -e .env ]; then
  echo ".env exists already; delete it to make new passwords (the databases keep the old ones)"
  exit 0
fi
umask 077
for name in USER_DB_PASSWORD PAYMENT_DB_PASSWORD PROJECTIONS_DB_PASSWORD ORDER_DB_PASSWORD MONGO_ROOT_PASSWORD \
            MONGO_REPLICA_SET_KEY EMAIL_CLAIM_KEY; do
  printf '%s=%s\n' "$name" "$(head -c 32 /dev/urandom | od -An -tx1 | tr -d ' \n')"
done > .env
echo "wrote .env"
