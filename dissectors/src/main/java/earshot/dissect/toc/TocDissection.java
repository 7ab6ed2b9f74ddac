package earshot.dissect.toc;

import earshot.bytes.Cursor;
import earshot.dissect.Dissection;
import earshot.dissect.Out;
import earshot.event.ImEvent.FileTransfer;
import earshot.flow.Direction;
import java.nio.charset.StandardCharsets;

/// The reading of one TOC connection: frames to lines to the reader of their kind.
final class TocDissection implements Dissection {
    private final Connection connection;
    private final Login login;
    private final ContactLists contacts;
    private final Presences presences;
    private final Speech speech;
    private final Rooms rooms;
    private final Rendezvous rendezvous;

    TocDissection(Out out) {
        connection = new Connection(out);
        login = new Login(connection);
        contacts = new ContactLists(connection);
        presences = new Presences(connection);
        speech = new Speech(connection);
        rooms = new Rooms(connection);
        rendezvous = new Rendezvous(connection);
    }

    @Override
    public int frame(Direction from, Cursor in) {
        return Sflap.frame(from, in);
    }

    @Override
    public int resync(Direction from, Cursor in) {
        return Sflap.resync(in);
    }

    @Override
    public int longestMessage() {
        return Sflap.LONGEST;
    }

    @Override
    public void message(Direction from, Cursor in) {
        if (in.u8() != '*') {
            if (in.remaining() > 0) connection.recognised();
            return;
        }
        int channel = in.u8();
        in.u16();
        Cursor payload = in.slice(in.u16());
        if (in.truncated()) return;
        contacts.tick();
        switch (channel) {
            case Sflap.SIGN_ON -> {
                if (from == Direction.CLIENT) login.opening(payload);
            }
            case Sflap.DATA -> line(from, text(payload));
            case Sflap.SIGN_OFF -> login.over();
            case Sflap.ERROR -> connection.out.anomaly("flap-error", payload.remaining() + " bytes");
            default -> {} // keep-alive
        }
    }

    /// Up to the NUL that ends a client's line; servers send none.
    private static String text(Cursor payload) {
        int nul = payload.indexOf(0, 0);
        return payload.text(nul < 0 ? payload.remaining() : nul, StandardCharsets.ISO_8859_1);
    }

    private void line(Direction from, String text) {
        if (from == Direction.SERVER) {
            server(Line.read(text));
        } else if (text.startsWith("toc_") || text.startsWith("toc2_")) {
            connection.recognised();
            command(Command.read(text));
        } else {
            connection.out.anomaly("line-not-known", "a client's line of %d bytes".formatted(text.length()));
        }
    }

    private void command(Command command) {
        switch (command.verb()) {
            case "toc_signon", "toc2_signon", "toc2_login" -> login.signOn(command);
            case "toc_init_done" -> contacts.ready();
            case "toc_change_passwd" -> login.changePassword(command);
            case "toc_format_nickname" -> login.spell(command);
            case "toc_send_im", "toc2_send_im" -> speech.sent(command);
            case "toc2_send_im_enc" -> speech.sentEncoded(command);
            case "toc2_client_event" -> speech.types(command);
            case "toc_add_buddy" -> contacts.watch(command);
            case "toc_remove_buddy" -> contacts.remove(command, false);
            case "toc2_remove_buddy" -> contacts.remove(command, true);
            case "toc2_new_buddies" -> contacts.added(command);
            case "toc_set_config" -> contacts.config(command.word(0), true);
            case "toc_add_permit", "toc2_add_permit" -> contacts.privacy(command, 'p', false);
            case "toc_add_deny", "toc2_add_deny" -> contacts.privacy(command, 'd', false);
            case "toc2_remove_permit" -> contacts.privacy(command, 'p', true);
            case "toc2_remove_deny" -> contacts.privacy(command, 'd', true);
            case "toc_set_away" -> presences.away(command);
            case "toc_set_idle" -> presences.idle(command);
            case "toc_set_info" -> presences.profile(command);
            case "toc_set_dir" -> presences.entry(command);
            case "toc_set_caps" -> presences.capabilities(command);
            case "toc_get_info" -> presences.ask(command, "asks for the profile");
            case "toc_get_dir" -> presences.ask(command, "asks for the directory entry");
            case "toc_dir_search" -> presences.search(command);
            case "toc_evil" -> presences.warns(command);
            case "toc_chat_join", "toc_chat_accept" -> rooms.asks();
            case "toc_chat_send" -> rooms.sent(command);
            case "toc_chat_whisper" -> rooms.whispered(command);
            case "toc_chat_invite" -> rooms.invites(command);
            case "toc_chat_leave" -> rooms.left(command.word(0));
            case "toc_rvous_accept" -> rendezvous.answered(command, FileTransfer.State.ACCEPTED);
            case "toc_rvous_cancel" -> rendezvous.answered(command, FileTransfer.State.DECLINED);
            // Groups without entries, statuses asked for, modes, keep-alives: nothing that anybody said or is.
            default -> {}
        }
    }

    private void server(Line line) {
        boolean known = true;
        switch (line.verb()) {
            case "SIGN_ON" -> login.accepted();
            case "NICK" -> connection.named(Connection.plain(line.rest()));
            case "ADMIN_NICK_STATUS" -> login.spelled(line);
            case "CONFIG", "CONFIG2" -> contacts.config(line.rest(), false);
            case "INSERTED2" -> contacts.elsewhere(line, true);
            case "DELETED2" -> contacts.elsewhere(line, false);
            case "IM_IN" -> speech.delivered(line, 3, -1);
            case "IM_IN2" -> speech.delivered(line, 4, -1);
            case "IM_IN_ENC2" -> speech.delivered(line, 9, 6);
            case "CLIENT_EVENT2" -> speech.types(line);
            case "UPDATE_BUDDY", "UPDATE_BUDDY2" -> presences.update(line);
            case "BUDDY_CAPS2" -> presences.capabilities(line);
            case "GOTO_URL" -> presences.link(line);
            case "EVILED" -> presences.warned(line);
            case "ERROR" -> error(line);
            case "CHAT_JOIN" -> rooms.joined(line);
            case "CHAT_LEFT" -> rooms.left(line.rest());
            case "CHAT_UPDATE_BUDDY" -> rooms.people(line);
            case "CHAT_IN" -> rooms.delivered(line, 4, -1);
            case "CHAT_IN_ENC" -> rooms.delivered(line, 7, 4);
            case "CHAT_INVITE" -> rooms.invited(line);
            case "RVOUS_PROPOSE" -> rendezvous.proposed(line);
            default -> known = false;
        }
        if (known) connection.recognised();
    }

    /// `ERROR:CODE:ARGUMENT`.
    private void error(Line line) {
        String[] fields = line.rest().split(":", 2);
        if (login.refused(fields[0])) return;
        String about = fields.length > 1 ? Connection.plain(fields[1]) : "";
        String why = switch (fields[0]) {
            case "901" -> "not signed on";
            case "902" -> "cannot be warned";
            case "903" -> "too fast for the server";
            case "950" -> "chat room not available";
            case "960" -> "too fast for the reader";
            case "961" -> "message too big";
            case "962" -> "a message was missed: its sender was too fast";
            case "970", "971", "972", "973", "974", "975", "976", "977", "978", "979" -> "directory error " + fields[0];
            default -> "error " + Connection.plain(fields[0]);
        };
        if (fields[0].equals("950")) rooms.refused();
        boolean refused = fields[0].equals("901") || fields[0].startsWith("96");
        connection.out.anomaly(
                refused ? "message-refused" : "server-error", about.isBlank() ? why : "%s: %s".formatted(about, why));
    }

    @Override
    public void gap(Direction from, long bytes) {
        login.forget();
        presences.forget();
        contacts.flush();
        rooms.lost(from == Direction.CLIENT);
    }

    @Override
    public void end() {
        contacts.flush();
    }
}
