#!/usr/bin/env bash
# The calls of shop.http in order, with curl, against a running platform: requests/tour.sh [gateway address [data directory]]
# The customer's token comes from ./tributary token, the shop's own from the data directory.
set -euo pipefail
home="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)"
gateway=${1:-http://localhost:8080}
data=${2:-$home/.tributary}

call() { # token method path [body]
  local caller=() answer
  [ -z "$1" ] || caller=(--oauth2-bearer "$1")
  printf '\n%s %s\n' "$2" "$3" >&2
  if [ $# -eq 4 ]; then
    answer=$(curl -sS ${caller[@]+"${caller[@]}"} -X "$2" "$gateway$3" -H 'Content-Type: application/json' -d "$4")
  else
    answer=$(curl -sS ${caller[@]+"${caller[@]}"} -X "$2" "$gateway$3")
  fi
  printf '%s\n' "$answer" >&2
  printf '%s\n' "$answer"
}
field() { sed -E "s/.*\"$1\":\"([^\"]*)\".*/\1/"; }
until_it_says() { # text token path
  local left
  for left in $(seq 100); do
    if curl -sS --oauth2-bearer "$2" "$gateway$3" | grep -q "$1"; then return; fi
    sleep 0.1
  done
  echo "$3 never said $1" >&2
  return 1
}

ops=$(cat "$data/tokens/ops")
email="zoe-$RANDOM$RANDOM@example.org"
user=$(call '' POST /users "{\"name\":\"Zoë\",\"email\":\"$email\"}" | field userId)
call '' POST /users "{\"name\":\"Another\",\"email\":\"$(printf %s "$email" | tr a-z A-Z)\"}" > /dev/null
zoe=$("$home/tributary" token --role customer --subject "$user" --data-dir "$data")
lines='[{"sku":"tea-1","title":"Grüner Tee","quantity":3,"unitPrice":"12.50"}]'
answer=customer-not-active # until the new customer has reached order-service's copy
while [[ $answer == *customer-not-active* ]]; do
  answer=$(call "$zoe" POST /orders "{\"customerId\":\"$user\",\"currency\":\"EUR\",\"paymentMethod\":\"card-visa\",\"lines\":$lines}")
  sleep 0.1
done
order=$(field orderId <<< "$answer")
until_it_says '"status":"CONFIRMED"' "$zoe" "/orders/$order" # the payment is authorised
call "$zoe" PUT "/users/$user/name" '{"name":"Zoë Ångström"}' > /dev/null
call "$ops" POST "/orders/$order/shipment" '{"trackingNumber":"T-1"}' > /dev/null
until_it_says '"status":"CAPTURED"' "$zoe" "/payments?orderId=$order"
until_it_says 'Zoë Ångström' "$zoe" "/orders/$order"
for path in "/orders/$order" "/views/order-details/$order" "/compositions/order-details/$order" "/payments?orderId=$order" \
            "/views/customers/$user/dashboard"; do
  call "$zoe" GET "$path" > /dev/null
done
call "$ops" GET /operations/processors > /dev/null
