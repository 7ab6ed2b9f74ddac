package earshot.event;

import java.util.List;

/// Something that happened in the traffic, in the user's words. The records are the event lines of the public
/// contract,
/// which
/// says what each field means; `Seen` carries what all have in common. Strings are "" and lists empty where
/// there is no
/// value.
public sealed interface ImEvent {
    Seen seen();

    /// The event line's `type`.
    default String type() {
        return switch (this) {
            case Session _ -> "session";
            case Credential _ -> "credential";
            case Contact _ -> "contact";
            case Presence _ -> "presence";
            case Message _ -> "message";
            case Room _ -> "room";
            case FileTransfer _ -> "file";
            case Call _ -> "call";
            case Lookup _ -> "lookup";
            case Identity _ -> "identity";
            case Host _ -> "host";
            case Service _ -> "service";
            case Usage _ -> "usage";
            case Anomaly _ -> "anomaly";
            case Alert _ -> "alert";
        };
    }

    /// A sign-on, a refused one, or its end.
    record Session(Seen seen, State state, Account account, Client client, String login, String reason)
            implements ImEvent {
        public enum State {
            STARTED,
            FAILED,
            ENDED
        }
    }

    /// The program at the other end of an account.
    record Client(String name, String version, String os) {
        public static final Client UNKNOWN = new Client("", "", "");
    }

    /// A secret that the wire exposes.
    ///
    /// @param secret the secret itself, or a digest in a cracker's notation; shown only
    ///     where the user asks for secrets
    /// @param hashcat the mode number, 0 where none is known
    record Credential(Seen seen, Account account, Form form, String secret, String mechanism, int hashcat)
            implements ImEvent {
        public enum Form {
            CLEARTEXT,
            REVERSIBLE,
            DIGEST,
            TOKEN
        }
    }

    /// An entry of somebody's contact list.
    record Contact(Seen seen, Account owner, Account contact, String name, List<String> groups, State state)
            implements ImEvent {
        public enum State {
            LISTED,
            ADDED,
            REMOVED,
            BLOCKED,
            ALLOWED,
            REQUESTED
        }
    }

    record Presence(Seen seen, Account account, State state, String text, Client client) implements ImEvent {
        public enum State {
            ONLINE,
            AWAY,
            BUSY,
            INVISIBLE,
            IDLE,
            OFFLINE
        }
    }

    /// What somebody said. Made with [#from].
    ///
    /// @param to the readers; empty with a room unless this hop is for one reader
    /// @param room the room it was said in, "" for none
    /// @param text plain text: markup removed, entities decoded
    /// @param markup as sent, where it differs from the text
    /// @param charset and raw: where the bytes were not UTF-8, the charset they were read as and the bytes
    /// @param truncated the message is longer than what was kept or captured
    /// @param gap bytes missing inside, 0 for none
    /// @param statedTime the protocol's own time, nanoseconds; 0 for none
    /// @param encryption `otr`, `pgp`, `omemo` …; then no text, but `size`
    /// @param secret the part of the text that is a password and is masked wherever secrets are; "" for none
    /// @param roomClaim the key under which another flow may know the room's name
    ///     ([earshot.dissect.Out#bind] with a String), "" for none; `room` is then what stands for it meanwhile
    record Message(
            Seen seen,
            Account from,
            List<Account> to,
            String room,
            String text,
            String markup,
            String charset,
            byte[] raw,
            boolean truncated,
            long gap,
            Kind kind,
            Leg leg,
            String messageId,
            String replyTo,
            String replaces,
            String retracts,
            long statedTime,
            List<String> attachments,
            String encryption,
            long size,
            String secret,
            String roomClaim)
            implements ImEvent {
        public enum Kind {
            CHAT,
            ROOM,
            OFFLINE,
            AUTO,
            NOTICE,
            ACTION,
            TYPING,
            NUDGE,
            REACTION,
            RECEIPT,
            HISTORY,
            SYSTEM
        }

        /// On which stretch of its way the message was seen.
        public enum Leg {
            /// On its way to the server or peer.
            SENT,
            /// Between servers.
            RELAYED,
            /// On its way to the reader.
            DELIVERED,
            /// Back to another client of the sender.
            ECHO
        }

        public static MessageBuilder from(Seen seen, Account from) {
            return new MessageBuilder(seen, from);
        }

        /// The same message between these parties, in this room; in none, it is a chat.
        public Message with(Account from, List<Account> to, String room) {
            Kind said = kind == Kind.ROOM && room.isEmpty() ? Kind.CHAT : kind;
            return new Message(
                    seen,
                    from,
                    to,
                    room,
                    text,
                    markup,
                    charset,
                    raw,
                    truncated,
                    gap,
                    said,
                    leg,
                    messageId,
                    replyTo,
                    replaces,
                    retracts,
                    statedTime,
                    attachments,
                    encryption,
                    size,
                    secret,
                    "");
        }

        /// The same message, whose text turned out to be so many bytes of ciphertext.
        public Message encrypted(String scheme, long bytes) {
            return saying("", "", "", NO_BYTES, scheme, bytes);
        }

        /// The same message with another text: what its program hid in the first one is no one's words.
        public Message saying(String plain) {
            return saying(plain, markup.isEmpty() ? text : markup, charset, raw, encryption, size);
        }

        private Message saying(String plain, String sent, String name, byte[] bytes, String scheme, long length) {
            return new Message(
                    seen,
                    from,
                    to,
                    room,
                    plain,
                    sent,
                    name,
                    bytes,
                    truncated,
                    gap,
                    kind,
                    leg,
                    messageId,
                    replyTo,
                    replaces,
                    retracts,
                    statedTime,
                    attachments,
                    scheme,
                    length,
                    secret,
                    roomClaim);
        }

        private static final byte[] NO_BYTES = {};
    }

    record Room(Seen seen, String room, Account account, Action action, String text) implements ImEvent {
        public enum Action {
            JOINED,
            PRESENT,
            LEFT,
            INVITED,
            KICKED,
            BANNED,
            ROLE,
            TOPIC,
            CREATED
        }
    }

    /// A file offered, or its bytes recovered.
    ///
    /// @param size as offered, -1 where not known
    /// @param recovered of COMPLETE and PARTIAL: what was recovered; null otherwise
    /// @param claim the key under which another flow knows the offer ([earshot.dissect.Out#bind] with an [Offer]),
    ///     "" for none
    record FileTransfer(
            Seen seen, Account from, Account to, String name, long size, State state, Recovered recovered, String claim)
            implements ImEvent {
        public enum State {
            OFFERED,
            ACCEPTED,
            DECLINED,
            COMPLETE,
            PARTIAL
        }

        /// What an offer says of a file whose bytes travel on another flow.
        public record Offer(Account from, Account to, String name, long size) {}
    }

    /// The recovered bytes of a file.
    ///
    /// @param bytes how many are there
    /// @param missing byte ranges that are not, `0-99,500-` (open: up to an unknown end); "" where nothing is
    ///     missing
    /// @param mime by content
    /// @param stored where the bytes lie in the run's store, null where none is kept
    record Recovered(long bytes, String sha256, String md5, String mime, String missing, java.nio.file.Path stored) {}

    /// @param media null where the capture does not show which: encrypted calls
    record Call(Seen seen, Account from, Account to, Media media, String state) implements ImEvent {
        public enum Media {
            VOICE,
            VIDEO,
            WEBCAM,
            SCREEN,
            APP
        }
    }

    /// Somebody asked about somebody: finger, whois, directory and profile queries with their answers.
    record Lookup(Seen seen, Account by, Account about, String text) implements ImEvent {}

    /// Later knowledge of who a party is.
    record Identity(Seen seen, Account was, Account is, Kind kind) implements ImEvent {
        public enum Kind {
            NAMED,
            RENAMED,
            SAME
        }
    }

    /// What a machine is called or which hardware address it has.
    record Host(Seen seen, String address, String mac, String name, String by) implements ImEvent {}

    /// What a flow belongs to.
    ///
    /// @param evidence such as `signature:oscar`, `sni:e13.whatsapp.net`, `port:5190`
    /// @param role what the flow is for, `chat`, `call`, `media` or `web`; "" where not known
    record Service(Seen seen, List<String> evidence, Confidence confidence, boolean encrypted, String role)
            implements ImEvent {
        public Service(Seen seen, List<String> evidence, Confidence confidence, boolean encrypted) {
            this(seen, evidence, confidence, encrypted, "");
        }

        public enum Confidence {
            GUESS,
            PROBABLE,
            CERTAIN
        }
    }

    /// How much an encrypted service was used on one flow, told when the flow is over: all that can be known of it.
    /// `Seen` has the flow's service, and the time of its last packet.
    ///
    /// @param first when its first packet was captured
    /// @param sent payload bytes of the client, retransmissions counted again
    /// @param received the same of the server
    /// @param sentPackets packets of the client, those without payload too
    /// @param receivedPackets the same of the server
    /// @param role what the flow is for, as in [Service]
    /// @param likely what the amounts and their rhythm suggest: `call`, `file-sent`, `file-received`; "" for
    ///     nothing
    record Usage(
            Seen seen,
            long first,
            long sent,
            long received,
            long sentPackets,
            long receivedPackets,
            String role,
            String likely)
            implements ImEvent {}

    /// Something is not as it should be; what could be read stands.
    ///
    /// @param what a stable kebab-case name
    record Anomaly(Seen seen, String what, String detail) implements ImEvent {}

    /// A warning, made by a detector.
    ///
    /// @param key tells alerts of one rule apart: one alert a key, updated as it grows
    /// @param because the ids of the events that prove it
    /// @param tree of what spreads: who had it from whom, in the order of time; empty for other alerts
    record Alert(
            Seen seen,
            String rule,
            String key,
            Severity severity,
            String title,
            String explanation,
            List<String> subjects,
            List<String> attack,
            List<String> because,
            int revision,
            List<Infection> tree)
            implements ImEvent {
        /// An alert about something that does not spread.
        public Alert(
                Seen seen,
                String rule,
                String key,
                Severity severity,
                String title,
                String explanation,
                List<String> subjects,
                List<String> attack,
                List<String> because,
                int revision) {
            this(seen, rule, key, severity, title, explanation, subjects, attack, because, revision, List.of());
        }

        /// One branch of a tree.
        ///
        /// @param from whom it came from, "" where that was not seen: a first victim
        /// @param to who then passed it on
        /// @param time when `to` first passed it on, nanoseconds since 1970-01-01 UTC
        /// @param reached how many others `to` sent it to
        /// @param because the event by which it came; of a first victim the one by which it was passed on
        public record Infection(String from, String to, long time, int reached, String because) {}

        public enum Severity {
            INFO,
            LOW,
            MEDIUM,
            HIGH,
            CRITICAL
        }
    }
}
