/// HTTP as a carrier of conversations: whoever is spoken in it is read, web pages are passed by.
///
/// **Read:** heads and bodies of requests and answers (RFC 9112: lengths, chunks, until close; pipelining; answers
/// without body), content codings (gzip, deflate, br), `CONNECT` through a proxy, whose inner connection is
/// recognised anew, and requests to a forward proxy, both with the proxy's credentials; `Upgrade: websocket` and its
/// frames (RFC 6455), with `permessage-deflate` (RFC 7692).
///
/// **Who reads what.** Services that are spoken in HTTP are [earshot.web.WebReader]s in their own packages, which HTTP
/// does not know: they are handed to [earshot.dissect.http.Http] in [earshot.dissect.Dissectors] and asked about each
/// request; [earshot.web] says how to write one. What no reader wants is looked at for one thing only: bodies that
/// begin as BOSH does (XEP-0124) are one inner connection. The messages of a WebSocket that no reader takes are a
/// stream, recognised by content; a line of IRC without its end is given one.
///
/// **HTTP/2** ([earshot.dissect.http.Http2], RFC 9113) in clear, by `Upgrade: h2c`, or in TLS that was opened: streams,
/// header compression ([earshot.dissect.http.Hpack]), tunnels and WebSockets in streams (RFC 8441), to the same
/// readers.
/// It is read from its beginning only, for later heads refer to earlier ones; after lost bytes a direction is not read
/// any more.
///
/// **Not read:** bodies that nobody wants: they are passed by as they come, undecoded.
///
/// **Framing:** a head ends at an empty line; what follows is said by the head. Bodies are decoded as they come
/// ([earshot.dissect.http.Coding]) and bounded against bombs.
///
/// **Gaps:** answers can no longer be told to which request they belong, so requests waiting for one are forgotten;
/// reading goes on at the next start line. A hole inside a body is told to who reads the body. A WebSocket stream
/// goes on at the next frame only where no bytes of a frame are missing; otherwise it is lost.
///
/// Sources: RFC 9110, 9112, 6455, 7692, 1950 to 1952, 7932, 7541, 8441, 9113; XEP-0124, 0206; the sheets on proxies and
/// web chat.
package earshot.dissect.http;
