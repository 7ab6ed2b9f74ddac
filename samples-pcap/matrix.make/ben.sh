# ben: curl's HTTP/1.1, then its HTTP/2
C=http://127.77.0.2:8008/_matrix/client/v3; J='content-type: application/json'
curl -s --compressed --http1.1 -A 'labclient/2.0' -H "$J" -d '{"type":"m.login.password","identifier":{"type":"m.id.user","user":"ben"},"password":"b3n"}' $C/login \
 --next -s --compressed --http1.1 -H 'Authorization: Bearer tok-ben' "$C/sync?since=s0" \
 --next -s --http1.1 -X PUT -H 'Authorization: Bearer tok-ben' -H "$J" -d '{"msgtype":"m.text","body":"Understood. Who drives?"}' "$C/rooms/%21lab%3Aex.org/send/m.room.message/t1" \
 --next -s --compressed --http1.1 -H 'Authorization: Bearer tok-ben' "$C/sync?since=s2"
curl -s --compressed --http2-prior-knowledge -H 'Authorization: Bearer tok-ben' "http://127.77.0.2:8009/_matrix/client/v3/sync?since=s2"
