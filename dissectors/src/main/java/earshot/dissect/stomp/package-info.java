/// STOMP 1.0 to 1.2 where people talk over it: text frames to and from a message broker, over TCP or inside WebSocket
/// (web chats, with Spring and ActiveMQ behind them).
///
/// **Read:** CONNECT and STOMP with login and passcode, which travel in clear; SEND and MESSAGE as
/// [earshot.bus.Utterance] understands them; SUBSCRIBE and UNSUBSCRIBE; ERROR. As with MQTT, a connection on which
/// nobody talks is a machine's and leaves no trace.
///
/// **Framing:** a command, header lines, an empty line, a body (as long as `content-length` says, else up to NUL), NUL;
/// line ends between frames keep the connection alive.
///
/// **Gaps:** names of subscriptions are forgotten; reading goes on behind the next NUL at which a command begins.
///
/// **Not read:** transactions, acknowledgements, SockJS' wrapping of frames in JSON.
///
/// Sources: stomp.github.io, `protocols/mqtt-chat.md` of the project's sheets.
package earshot.dissect.stomp;
