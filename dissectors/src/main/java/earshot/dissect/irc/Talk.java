package earshot.dissect.irc;

import earshot.dissect.irc.Batches.Batch;
import earshot.dissect.irc.Batches.Multiline;
import earshot.event.Account;
import earshot.event.ImEvent.Client;
import earshot.event.ImEvent.Credential;
import earshot.event.ImEvent.Message;
import earshot.event.ImEvent.Message.Kind;
import earshot.event.ImEvent.Presence;
import earshot.event.MessageBuilder;
import earshot.event.Seen;
import earshot.text.MircFormatting;
import earshot.text.Overlays;
import earshot.text.TextDecoding;

/// What people say: PRIVMSG, NOTICE and TAGMSG become messages; what else stands in them (DCC offers, answers
/// to VERSION, passwords for services) becomes what it is.
final class Talk {
    /// More targets on one line than any server serves.
    private static final int TARGETS = 32;

    private final Wire wire;
    private final Transfers transfers;

    Talk(Wire wire, Transfers transfers) {
        this.wire = wire;
        this.transfers = transfers;
    }

    /// A PRIVMSG or NOTICE, to each of its targets; or one more line of a message of several.
    void hear(Speech speech, Batch batch) {
        if (batch != null && batch.lines() != null) {
            batch.lines().add(speech, speech.tags().has("draft/multiline-concat"));
            return;
        }
        String[] targets = speech.target().split(",", TARGETS + 1);
        for (int i = 0; i < Math.min(targets.length, TARGETS); i++) {
            if (!targets[i].isEmpty()) say(speech.withTarget(targets[i]));
        }
    }

    /// The end of a message of several lines, or of what is left of it.
    ///
    /// @param gap lost bytes inside, 0 for none
    void end(Multiline lines, boolean truncated, long gap) {
        Speech whole = lines.whole();
        if (whole == null) return;
        for (String target : whole.target().split(",", TARGETS)) {
            message(
                    whole.withTarget(target).withText(whole.text(), whole.truncated() || truncated),
                    whole.text(),
                    false,
                    gap);
        }
    }

    private void say(Speech speech) {
        for (Ctcp part : Ctcp.parts(speech.text())) {
            switch (part.command()) {
                case "" -> words(speech, part.text());
                case "ACTION" -> message(speech, part.text(), true, 0);
                case "DCC", "XDCC" -> {
                    if (part.command().equals("DCC") && !speech.history()) {
                        transfers.offered(speech, wire.isupport.withoutStatus(speech.target()), part.text());
                    }
                }
                case "VERSION" -> {
                    if (speech.notice()) program(speech, part.text());
                }
                default -> {}
            }
        }
    }

    private void program(Speech speech, String answer) {
        Client client = ClientEvidence.version(Wire.text(answer));
        if (client.name().isEmpty() || speech.history()) return;
        wire.out.emit(new Presence(speech.seen(), speech.from(), Presence.State.ONLINE, "", client));
    }

    private void words(Speech speech, String text) {
        if (text.isEmpty()) return;
        message(speech, text, false, 0);
    }

    private void message(Speech speech, String octets, boolean action, long gap) {
        TextDecoding said = wire.said(speech.speaker(), octets);
        String plain = Overlays.withoutOffer(MircFormatting.removed(said.text()));
        MessageBuilder message = addressed(speech).kind(kind(speech, action));
        String scheme = Overlays.scheme(plain);
        if (!scheme.isEmpty()) {
            wire.out.emit(message.encrypted(scheme, octets.length()).build());
            return;
        }
        message.text(plain).markup(said.text()).gap(gap);
        if (said.foreign()) message.raw(said.charset(), Wire.bytes(octets));
        if (speech.truncated() || gap != 0) message.truncated();
        ServiceCommand password = action || speech.notice() || speech.history() ? null : password(speech, octets);
        if (password != null) message.secret(Wire.text(password.secret()));
        wire.out.emit(message.build());
        if (password != null) expose(speech.seen(), speech.from(), password);
    }

    private ServiceCommand password(Speech speech, String octets) {
        if (wire.isupport.channel(speech.target())) return ServiceCommand.slipped(octets);
        ServiceCommand told = ServiceCommand.read(speech.target(), octets);
        return told != null ? told : ServiceCommand.slipped(octets);
    }

    /// A password told to services, in a message or by a command of its own.
    void expose(Seen seen, Account speaker, ServiceCommand told) {
        Account account = told.account().isEmpty() ? speaker : Wire.account(told.account());
        wire.out.emit(new Credential(seen, account, told.form(), Wire.text(told.secret()), told.mechanism(), 0));
    }

    /// TAGMSG: no words, but typing or a reaction.
    void tags(Speech speech) {
        String typing = speech.tags().value("+typing", "+draft/typing");
        if (typing.equals("active"))
            wire.out.emit(addressed(speech).kind(Kind.TYPING).build());
        String reaction = speech.tags().value("+draft/react", "+react");
        if (reaction.isEmpty()) return;
        wire.out.emit(
                addressed(speech).kind(Kind.REACTION).text(Wire.text(reaction)).build());
    }

    /// REDACT: what was said is taken back.
    void redact(Speech speech, String messageId, String reason) {
        wire.out.emit(addressed(speech)
                .kind(Kind.RECEIPT)
                .retracts(messageId)
                .text(Wire.text(reason))
                .build());
    }

    private Kind kind(Speech speech, boolean action) {
        if (speech.history()) return Kind.HISTORY;
        if (action) return Kind.ACTION;
        if (speech.notice()) return Kind.NOTICE;
        return wire.isupport.channel(wire.isupport.withoutStatus(speech.target())) ? Kind.ROOM : Kind.CHAT;
    }

    private MessageBuilder addressed(Speech speech) {
        MessageBuilder message = Message.from(speech.seen(), speech.from()).leg(speech.leg());
        String target = wire.isupport.withoutStatus(speech.target());
        if (wire.isupport.channel(target)) {
            message.room(Wire.text(target));
            if (!speech.reader().isNone()) message.to(speech.reader());
        } else {
            message.to(Wire.account(nick(target)));
        }
        Tags tags = speech.tags();
        // Twitch has names of its own for the same.
        boolean twitch = tags.has("tmi-sent-ts");
        String id = twitch ? tags.value("id") : tags.value("msgid", "draft/msgid");
        String answered = twitch ? tags.value("reply-parent-msg-id") : tags.value("+draft/reply", "+reply");
        return message.statedTime(tags.time()).messageId(Wire.text(id)).replyTo(Wire.text(answered));
    }

    /// Of `nick!user@host`, `nick@server` and `user%host@server` what names the person.
    private static String nick(String target) {
        if (target.startsWith("$")) return target;
        for (int i = 1; i < target.length(); i++) {
            char c = target.charAt(i);
            if (c == '!' || c == '@' || c == '%') return target.substring(0, i);
        }
        return target;
    }
}
