package earshot.event;

import earshot.event.ImEvent.Message;
import java.util.List;

/// Puts a [Message] together; only who said it where must be given, the rest has plain defaults (chat, delivered).
public final class MessageBuilder {
    private static final byte[] NO_BYTES = {};

    private final Seen seen;
    private final Account from;
    private List<Account> to = List.of();
    private String room = "",
            text = "",
            markup = "",
            charset = "",
            messageId = "",
            replyTo = "",
            replaces = "",
            retracts = "";
    private String encryption = "", secret = "", roomClaim = "";
    private byte[] raw = NO_BYTES;
    private boolean truncated;
    private long gap, statedTime, size;
    private Message.Kind kind;
    private Message.Leg leg = Message.Leg.DELIVERED;
    private List<String> attachments = List.of();

    MessageBuilder(Seen seen, Account from) {
        this.seen = seen;
        this.from = from;
    }

    public MessageBuilder to(Account reader) {
        this.to = List.of(reader);
        return this;
    }

    public MessageBuilder to(List<Account> readers) {
        this.to = List.copyOf(readers);
        return this;
    }

    public MessageBuilder room(String room) {
        this.room = room;
        return this;
    }

    /// The room, by what stands for it until another flow has told its name under this key.
    public MessageBuilder room(String room, String claim) {
        this.room = room;
        this.roomClaim = claim;
        return this;
    }

    public MessageBuilder text(String text) {
        this.text = text;
        return this;
    }

    /// As sent; kept only where it differs from the text.
    public MessageBuilder markup(String markup) {
        this.markup = markup;
        return this;
    }

    /// The bytes and the charset they were read as; to be called only where they were not UTF-8.
    public MessageBuilder raw(String charset, byte[] raw) {
        this.charset = charset;
        this.raw = raw;
        return this;
    }

    public MessageBuilder truncated() {
        this.truncated = true;
        return this;
    }

    public MessageBuilder gap(long bytes) {
        this.gap = bytes;
        return this;
    }

    public MessageBuilder kind(Message.Kind kind) {
        this.kind = kind;
        return this;
    }

    public MessageBuilder leg(Message.Leg leg) {
        this.leg = leg;
        return this;
    }

    public MessageBuilder messageId(String id) {
        this.messageId = id;
        return this;
    }

    public MessageBuilder replyTo(String id) {
        this.replyTo = id;
        return this;
    }

    public MessageBuilder replaces(String id) {
        this.replaces = id;
        return this;
    }

    public MessageBuilder retracts(String id) {
        this.retracts = id;
        return this;
    }

    /// The protocol's own time, nanoseconds since 1970-01-01 UTC.
    public MessageBuilder statedTime(long nanos) {
        this.statedTime = nanos;
        return this;
    }

    public MessageBuilder attachments(List<String> names) {
        this.attachments = List.copyOf(names);
        return this;
    }

    /// The text cannot be read: it is `size` bytes of this.
    public MessageBuilder encrypted(String encryption, long size) {
        this.encryption = encryption;
        this.size = size;
        return this;
    }

    /// This part of the text is a password.
    public MessageBuilder secret(String secret) {
        this.secret = secret;
        return this;
    }

    public Message build() {
        Message.Kind stated = kind != null ? kind : room.isEmpty() ? Message.Kind.CHAT : Message.Kind.ROOM;
        return new Message(
                seen,
                from,
                to,
                room,
                encryption.isEmpty() ? text : "",
                markup.equals(text) ? "" : markup,
                charset,
                raw,
                truncated,
                gap,
                stated,
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
                roomClaim);
    }
}
