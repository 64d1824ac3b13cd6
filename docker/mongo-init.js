// Runs once on an empty data directory: order-service's own user, who may read and write its own database and nothing else.
db.getSiblingDB('order_service').createUser({
  user: 'order_service',
  pwd: process.env.ORDER_DB_PASSWORD,
  roles: [{ role: 'readWrite', db: 'order_service' }],
});
