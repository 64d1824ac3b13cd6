#!/usr/bin/env bash
# The calls of shop.http in order, with curl, against a running platform: requests/tour.sh [gateway address]
set -euo pipefail
gateway=${1:-http://localhost:8080}

call() { # method path [body]
  printf '\n%s %s\n' "$1" "$2" >&2
  if [ $# -eq 3 ]; then
    curl -sS -X "$1" "$gateway$2" -H 'Content-Type: application/json' -d "$3" | tee /dev/stderr
  else
    curl -sS -X "$1" "$gateway$2" | tee /dev/stderr
  fi
  echo >&2
}
field() { sed -E "s/.*\"$1\":\"([^\"]*)\".*/\1/"; }

email="zoe-$RANDOM$RANDOM@example.org"
user=$(call POST /users "{\"name\":\"Zoë\",\"email\":\"$email\"}" | field userId)
call POST /users "{\"name\":\"Another\",\"email\":\"$(printf %s "$email" | tr a-z A-Z)\"}" > /dev/null
lines='[{"sku":"tea-1","title":"Grüner Tee","quantity":3,"unitPrice":"12.50"}]'
sleep 1 # the new customer reaches order-service's copy
order=$(call POST /orders "{\"customerId\":\"$user\",\"currency\":\"EUR\",\"paymentMethod\":\"card-visa\",\"lines\":$lines}" | field orderId)
sleep 1 # the payment is authorised
call PUT "/users/$user/name" '{"name":"Zoë Ångström"}' > /dev/null
call POST "/orders/$order/shipment" '{"trackingNumber":"T-1"}' > /dev/null
sleep 1 # the events reach the copies and views
for path in "/orders/$order" "/views/order-details/$order" "/compositions/order-details/$order" "/payments?orderId=$order" \
            "/views/customers/$user/dashboard" /operations/processors; do
  call GET "$path" > /dev/null
done
