/// MQTT 3.1, 3.1.1 and 5 (OASIS), over TCP or inside WebSocket, where people talk over it: home-made chats, messengers'
/// SDKs, the mobile Facebook Messenger of its first decade.
///
/// **Read:** CONNECT with user name, password and client id; topics that are subscribed to; PUBLISH in both
/// directions, with topic aliases, as [earshot.bus.Utterance] understands it; retained messages (`history`). A
/// connection on which nobody talks is a machine's, and nothing is said of it, its login neither.
///
/// **Who is who.** The account is the user name, else the client id. A room is a topic. See [earshot.bus.Client] for
/// words without a name.
///
/// **Facebook's** protocol name `MQTToT` says by itself that people talk. It only travels inside TLS; where that is
/// opened, the token of its compressed login and the messages in JSON (`/send_message2`, typing) are read, those in
/// Thrift are not.
///
/// **Framing:** a byte of type and flags, a length of one to four bytes. Large payloads are passed by. Repeated
/// deliveries (flag DUP with a packet id that was seen) are said once.
///
/// **Gaps:** topic aliases are forgotten; reading goes on at the next PUBLISH whose topic is text and behind whose end
/// the next packet begins.
///
/// **Not read:** AUTH exchanges of version 5, wills, `$SYS`, binary payloads.
///
/// Sources: the OASIS specifications, `protocols/mqtt-chat.md` of the project's sheets.
package earshot.dissect.mqtt;
