# Made of what ./tributary bootstrap --print kafka tells.
kafka-configs.sh --bootstrap-server "$KAFKA" --command-config "$ADMIN" --alter --entity-type users --entity-name user-service --add-config-file "$SECRETS/kafka-user-service.scram"
kafka-topics.sh --bootstrap-server "$KAFKA" --command-config "$ADMIN" --create --if-not-exists --topic user.events --partitions 4 --config retention.ms=-1 --config retention.bytes=-1 --config cleanup.policy=delete --config max.message.bytes=16777216
kafka-acls.sh --bootstrap-server "$KAFKA" --command-config "$ADMIN" --add --allow-principal User:user-service --operation Create --operation Write --operation Read --topic user.events --resource-pattern-type prefixed
kafka-acls.sh --bootstrap-server "$KAFKA" --command-config "$ADMIN" --add --allow-principal User:user-service --operation Write --transactional-id user --resource-pattern-type literal
kafka-acls.sh --bootstrap-server "$KAFKA" --command-config "$ADMIN" --add --allow-principal User:user-service --operation Read --group user-service --resource-pattern-type prefixed
kafka-acls.sh --bootstrap-server "$KAFKA" --command-config "$ADMIN" --add --allow-principal User:user-service --operation Write --transactional-id user-service --resource-pattern-type prefixed
kafka-configs.sh --bootstrap-server "$KAFKA" --command-config "$ADMIN" --alter --entity-type users --entity-name order-service --add-config-file "$SECRETS/kafka-order-service.scram"
kafka-topics.sh --bootstrap-server "$KAFKA" --command-config "$ADMIN" --create --if-not-exists --topic order.events --partitions 4 --config retention.ms=-1 --config retention.bytes=-1 --config cleanup.policy=delete --config max.message.bytes=16777216
kafka-acls.sh --bootstrap-server "$KAFKA" --command-config "$ADMIN" --add --allow-principal User:order-service --operation Create --operation Write --operation Read --topic order.events --resource-pattern-type prefixed
kafka-acls.sh --bootstrap-server "$KAFKA" --command-config "$ADMIN" --add --allow-principal User:order-service --operation Write --transactional-id order --resource-pattern-type literal
kafka-acls.sh --bootstrap-server "$KAFKA" --command-config "$ADMIN" --add --allow-principal User:order-service --operation Read --topic user.events --resource-pattern-type prefixed
kafka-acls.sh --bootstrap-server "$KAFKA" --command-config "$ADMIN" --add --allow-principal User:order-service --operation Read --topic payment.events --resource-pattern-type prefixed
kafka-acls.sh --bootstrap-server "$KAFKA" --command-config "$ADMIN" --add --allow-principal User:order-service --operation Read --group order-service --resource-pattern-type prefixed
kafka-acls.sh --bootstrap-server "$KAFKA" --command-config "$ADMIN" --add --allow-principal User:order-service --operation Write --transactional-id order-service --resource-pattern-type prefixed
kafka-configs.sh --bootstrap-server "$KAFKA" --command-config "$ADMIN" --alter --entity-type users --entity-name payment-service --add-config-file "$SECRETS/kafka-payment-service.scram"
kafka-topics.sh --bootstrap-server "$KAFKA" --command-config "$ADMIN" --create --if-not-exists --topic payment.events --partitions 4 --config retention.ms=-1 --config retention.bytes=-1 --config cleanup.policy=delete --config max.message.bytes=16777216
kafka-acls.sh --bootstrap-server "$KAFKA" --command-config "$ADMIN" --add --allow-principal User:payment-service --operation Create --operation Write --operation Read --topic payment.events --resource-pattern-type prefixed
kafka-acls.sh --bootstrap-server "$KAFKA" --command-config "$ADMIN" --add --allow-principal User:payment-service --operation Write --transactional-id payment --resource-pattern-type literal
kafka-acls.sh --bootstrap-server "$KAFKA" --command-config "$ADMIN" --add --allow-principal User:payment-service --operation Read --topic user.events --resource-pattern-type prefixed
kafka-acls.sh --bootstrap-server "$KAFKA" --command-config "$ADMIN" --add --allow-principal User:payment-service --operation Read --topic order.events --resource-pattern-type prefixed
kafka-acls.sh --bootstrap-server "$KAFKA" --command-config "$ADMIN" --add --allow-principal User:payment-service --operation Read --group payment-service --resource-pattern-type prefixed
kafka-acls.sh --bootstrap-server "$KAFKA" --command-config "$ADMIN" --add --allow-principal User:payment-service --operation Write --transactional-id payment-service --resource-pattern-type prefixed
kafka-configs.sh --bootstrap-server "$KAFKA" --command-config "$ADMIN" --alter --entity-type users --entity-name projections --add-config-file "$SECRETS/kafka-projections.scram"
kafka-acls.sh --bootstrap-server "$KAFKA" --command-config "$ADMIN" --add --allow-principal User:projections --operation Read --topic user.events --resource-pattern-type prefixed
kafka-acls.sh --bootstrap-server "$KAFKA" --command-config "$ADMIN" --add --allow-principal User:projections --operation Read --topic order.events --resource-pattern-type prefixed
kafka-acls.sh --bootstrap-server "$KAFKA" --command-config "$ADMIN" --add --allow-principal User:projections --operation Read --topic payment.events --resource-pattern-type prefixed
kafka-acls.sh --bootstrap-server "$KAFKA" --command-config "$ADMIN" --add --allow-principal User:projections --operation Read --group projections --resource-pattern-type prefixed
kafka-acls.sh --bootstrap-server "$KAFKA" --command-config "$ADMIN" --add --allow-principal User:projections --operation Write --transactional-id projections --resource-pattern-type prefixed
