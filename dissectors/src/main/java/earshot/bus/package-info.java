/// Chat over message buses (MQTT, STOMP): programs of people and of machines share brokers, so that a dissector must
/// tell what somebody said from what a sensor measured.
///
/// - [earshot.bus.Utterance] reads a payload: JSON with somebody's text and name in it, or plain words on a topic for
///   talk. Everything else is nobody's words, and is not shown.
/// - [earshot.bus.Topic] says what a topic or destination is for, by the words in it.
/// - [earshot.bus.Client] is one connection to a broker: login and subscriptions stay unsaid until somebody talks, so
///   that connections of machines leave no trace.
///
/// The rules are from `protocols/mqtt-chat.md` of the project's sheets.
package earshot.bus;
