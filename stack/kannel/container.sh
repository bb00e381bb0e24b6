#!/bin/sh
# How do Kannel's boxes run in a container? bearerbox, then smsbox; TERM stops smsbox first, so that no
# receipt is lost. With SMPP_HOST: the operator's SMS centre; without: Kannel's own fake one.
set -eu
: "${KANNEL_PASSWORD:?}" "${KANNEL_ADMIN_PASSWORD:?}" "${RECEIPTS_URL:?}" "${RECEIPTS_SECRET:?}"
export gateway_admin=13000 bearerbox=13001 smsbox=13013 smsc=13010
export admin_password="$KANNEL_ADMIN_PASSWORD" status_password="$KANNEL_ADMIN_PASSWORD"
export user="${KANNEL_USER:-fadaa}" password="$KANNEL_PASSWORD" reply_number="${SMS_REPLY_NUMBER:-3535}"
export receipts_url="$RECEIPTS_URL" receipts_secret="$RECEIPTS_SECRET"
export sendsms_interface=0.0.0.0 sender_ip='*.*.*.*'  # the containers' own network reaches it, nobody else
export smpp_host="${SMPP_HOST:-}" smpp_port="${SMPP_PORT:-}" smpp_user="${SMPP_USER:-}"
export smpp_password="${SMPP_PASSWORD:-}" throughput="${SMS_PARTS_A_SECOND:-100}"
centre=fake
[ -z "$smpp_host" ] || centre=smpp
umask 077
mkdir -p store receipts
cat /fadaa/core.conf "/fadaa/$centre.conf" | envsubst > kannel.conf

bearerbox -v 2 kannel.conf &
gateway=$!
until curl -sf "http://127.0.0.1:13000/status.txt?password=$status_password" > /dev/null; do
  kill -0 $gateway
  sleep 0.2
done
smsbox -v 2 kannel.conf &
box=$!
if [ $centre = fake ]; then
  tail -f /dev/null | /usr/lib/kannel/test/fakesmsc -v 4 -H 127.0.0.1 -r 13010 &
fi
trap 'kill $box; wait $box || :; kill $gateway; wait $gateway || :; exit 0' TERM INT
wait $gateway
