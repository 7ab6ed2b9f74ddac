package earshot.dissect.msnp;

import earshot.dissect.msnp.p2p.Names;
import earshot.dissect.msnp.p2p.Peers;
import earshot.event.Account;
import earshot.event.ImEvent.Message;
import earshot.event.ImEvent.Message.Kind;
import earshot.event.ImEvent.Message.Leg;
import earshot.event.MessageBuilder;
import earshot.mime.Mime;
import earshot.text.Overlays;
import earshot.text.TextDecoding;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.util.List;

/// What a message says, by its content type. Text is plain: what looks like markup was written so.
final class Speech {
    /// Somebody says something to somebody.
    ///
    /// @param kind of a text, where its type does not say more
    record Act(Account from, List<Account> to, Leg leg, Kind kind) {}

    private final Link link;
    private final Chunks chunks = new Chunks();
    private final Invitations invitations;
    private final Peers peers;

    Speech(Link link) {
        this.link = link;
        this.invitations = new Invitations(link);
        this.peers = new Peers(link.out);
    }

    void heard(Act act, Mime part) {
        if (part.fields().isEmpty()) return;
        String program = part.field("user-agent");
        if (!program.isEmpty()) link.program(act.from, Link.client(program));
        Mime mime = chunks.whole(act.from.id(), part);
        if (mime == null) return;
        String directed = mime.field("message-type");
        if (!directed.isEmpty()) directed(act, mime, directed);
        else typed(act, mime);
    }

    private void typed(Act act, Mime mime) {
        switch (mime.type()) {
            case "text/plain" -> text(act, mime);
            case "text/x-msmsgscontrol" -> {
                if (!mime.field("typinguser").isEmpty()) emit(builder(act, Kind.TYPING));
            }
            case "text/x-msnmsgr-datacast" -> datacast(act, mime.inner());
            case "text/x-clientcaps", "text/x-clientinfo" -> {
                String name = mime.field("client-name");
                if (name.isEmpty()) name = mime.inner().field("client-name");
                if (!name.isEmpty()) link.program(act.from, Link.client(name));
            }
            case "text/x-msmsgsinvite" -> invitations.heard(act, mime.inner());
            case "application/x-msnmsgrp2p" -> {
                Account to = Names.bare(mime.field("p2p-dest"));
                if (to == null && act.to.size() == 1) to = act.to.getFirst();
                // The server hands what is for one reader to all.
                if (to != null) peers.relayed(act.from, to, mime.body());
            }
            case "image/gif", "application/x-ms-ink" ->
                emit(builder(act, act.kind).attachments(List.of("ink")));
            default -> {}
        }
    }

    /// What SDG carries names its kind instead.
    private void directed(Act act, Mime mime, String kind) {
        switch (kind) {
            case "Text" -> text(act, mime);
            case "Nudge" -> emit(builder(act, Kind.NUDGE));
            case "Control/Typing" -> emit(builder(act, Kind.TYPING));
            case "Wink" -> emit(builder(act, Kind.NUDGE).attachments(List.of("wink")));
            case "Data" -> datacast(act, mime.inner());
            case "Signal/P2P" -> {
                if (act.to.size() == 1) peers.signalled(act.from, act.to.getFirst(), mime.body());
            }
            default -> {}
        }
    }

    private void text(Act act, Mime mime) {
        byte[] body = mime.body();
        TextDecoding decoded = decoded(body, mime.charset());
        String scheme = Overlays.scheme(decoded.text());
        MessageBuilder message = builder(act, act.kind);
        if (!scheme.isEmpty()) message.encrypted(scheme, body.length);
        else message.text(Overlays.withoutOffer(decoded.text()));
        if (decoded.foreign()) message.raw(decoded.charset(), body);
        if (!mime.field("message-id").isEmpty()) message.messageId(mime.field("message-id"));
        emit(message);
    }

    private static TextDecoding decoded(byte[] body, String charset) {
        if (charset.isEmpty() || charset.equalsIgnoreCase("utf-8")) return TextDecoding.of(body);
        try {
            return TextDecoding.of(body, Charset.forName(charset));
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            return TextDecoding.of(body);
        }
    }

    /// A nudge, a wink, a voice clip, an action.
    private void datacast(Act act, Mime body) {
        switch (body.field("id")) {
            case "1" -> emit(builder(act, Kind.NUDGE));
            case "2" -> emit(builder(act, Kind.NUDGE).attachments(List.of("wink")));
            case "3" -> emit(builder(act, Kind.NUDGE).attachments(List.of("voice clip")));
            case "4" -> emit(builder(act, Kind.ACTION).text(body.field("data")));
            default -> {}
        }
    }

    private MessageBuilder builder(Act act, Kind kind) {
        return Message.from(link.seen(), act.from).to(act.to).kind(kind).leg(act.leg);
    }

    private void emit(MessageBuilder message) {
        link.out.emit(message.build());
    }

    int heldBytes() {
        return chunks.heldBytes() + peers.heldBytes();
    }

    void gap() {
        chunks.forget();
        invitations.forget();
    }

    void end() {
        peers.end();
    }
}
