#!/usr/bin/env bash
# Makes the users, topics and access lists of the broker; does no harm when run again.
set -euo pipefail
umask 077
PATH="/opt/kafka/bin:$PATH"
SECRETS="$(mktemp -d)"
KAFKA=kafka:9092
ADMIN="$SECRETS/admin.properties"
cat > "$ADMIN" <<PROPERTIES
security.protocol=SASL_PLAINTEXT
sasl.mechanism=PLAIN
sasl.jaas.config=org.apache.kafka.common.security.plain.PlainLoginModule required username="admin" password="$KAFKA_ADMIN_PASSWORD";
PROPERTIES
user() {
    printf 'SCRAM-SHA-512=iterations=4096,password=%s\n' "$2" > "$SECRETS/kafka-$1.scram"
}
user user-service "$USER_KAFKA_PASSWORD"
user order-service "$ORDER_KAFKA_PASSWORD"
user payment-service "$PAYMENT_KAFKA_PASSWORD"
user projections "$PROJECTIONS_KAFKA_PASSWORD"
. "$(dirname "$0")/access.sh"
rm -rf "$SECRETS"
