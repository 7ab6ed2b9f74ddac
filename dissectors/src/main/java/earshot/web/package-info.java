/// What chats in HTTP have in common, whatever carries the HTTP: version 1.1 or 2, a proxy, TLS that was opened.
///
/// A service that is spoken in HTTP is a [earshot.web.WebReader], handed to the HTTP dissector in
/// [earshot.dissect.Dissectors]. It is asked about each request and takes the exchanges it wants; HTTP deals with
/// lengths, chunks, content codings, gaps and WebSocket frames, and the reader gets plain bodies and whole messages:
///
/// ```java
/// public final class Example implements WebReader {
///     public String name() { return "example"; }                       // the protocol in event lines
///     public boolean wants(WebRequest request) { return request.path().startsWith("/chat/"); }
///     public WebReading begin(Out out) { return new ExampleReading(out); }   // one a connection and reader
/// }
///
/// final class ExampleReading implements WebReading {
///     public WebBody request(WebRequest request) { return WebBody.whole(body -> said(Form.read(body))); }
///     public WebBody answer(WebRequest request, WebAnswer answer) { return null; }   // nobody wants it
/// }
/// ```
///
/// **A tunnel** (MSN's gateway, YMSG in bodies, OSCAR's proxy) opens `out.inner(via, "", null)` for each of its
/// sessions and pushes bodies into it with a [earshot.web.WebBody] of its own; what is inside is then recognised
/// by content. **A file** goes from the pieces of a body to `out.recover()`. **A WebSocket** whose messages mean
/// something by themselves is taken by [earshot.web.WebReader#socket]; otherwise its messages are one stream,
/// recognised by content.
///
/// The `Out` that a reader is given is a part of the connection's: `service`, `network` and anomalies are its own.
/// What is said when a body ends is proven by all frames of the exchange's half.
///
/// **Bounds.** A body put together whole has at most [earshot.web.WebBody#MOST] bytes after decoding; of a longer one
/// nothing is read. A body with a hole is not given whole. Requests without answer, sessions and streams that are
/// remembered are counted by whoever remembers them.
package earshot.web;
