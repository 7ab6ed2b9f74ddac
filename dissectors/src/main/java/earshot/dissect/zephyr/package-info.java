/// Zephyr, the messages of MIT's and Carnegie Mellon's workstations: notices in datagrams, between a client and the
/// host manager on its own machine (UDP 2104), the server (2103) and other clients.
///
/// **Read:** notices of version 0.2: messages to a person or to a class and instance, typing (PING), automatic
/// answers, logins and logouts of users as they are announced, subscriptions, the charset, notices in fragments,
/// messages under zcrypt (told of, not read).
///
/// **Not read:** the Kerberos tickets in authenticated notices (they are the service's, not a user's); how a message
/// looks (`@b(bold)` is shown as plain text); what servers tell each other.
///
/// **Framing.** A datagram is one notice: fields of ASCII, each ended by NUL, as many as the second one says; the rest
/// is
/// the body, strings parted by NULs: the sender's signature, then the text.
///
/// **Once.** Each hop repeats the notice with the same number, and so does a retransmission: on one flow it is said
/// once. Acknowledgements repeat the header and are no messages.
///
/// **Who is who.** People are `user@REALM`. A message to a class has no reader but the class: it is a room, named
/// `class,instance`, after the custom of Zephyr's own programs.
///
/// Sources: the project's sheet `zephyr.md`, from the published protocol; its worked example.
package earshot.dissect.zephyr;
