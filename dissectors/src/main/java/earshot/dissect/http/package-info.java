/// HTTP/1.0 and 1.1 as a carrier of conversations: whoever is tunnelled in it is read, web pages are passed by.
///
/// **Read:** heads and bodies of requests and answers (RFC 9112: lengths, chunks, until close; pipelining;
/// answers without body),
/// `CONNECT` through a proxy, whose inner connection is recognised anew, with the proxy's credentials;
/// `Upgrade: websocket` and its
/// frames (RFC 6455), with `permessage-deflate` (RFC 7692); bodies that are a stream of their own, handed on as
/// an inner connection:
/// BOSH (XEP-0124).
///
/// **Not read:** bodies of anything else; HTTP/2.
///
/// **Framing:** a head ends at an empty line; what follows is said by the head. Of a body only what somebody
/// wants is looked at,
/// the rest is passed by as it comes. Bodies are handed on decoded (gzip, deflate), bounded by
/// [earshot.dissect.http.Body].
///
/// **Gaps:** answers can no longer be told to which request they belong, so requests waiting for one are
/// forgotten; reading goes on at the
/// next start line. A WebSocket stream goes on at the next frame only where no bytes of a frame are missing;
/// otherwise it is lost.
///
/// Sources: RFC 9110, 9112, 6455, 7692; XEP-0124, 0206; the sheets on proxies and web chat.
package earshot.dissect.http;
