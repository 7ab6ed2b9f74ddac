package earshot.dissect.gadugadu;

import earshot.bytes.Cursor;
import earshot.event.Account;
import earshot.event.ImEvent.Contact;
import earshot.event.ImEvent.Contact.State;
import earshot.xml.Xml;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/// Contacts: those a client tells the server of at login, additions and removals, and the list with names and groups
/// that is kept on the server.
final class Contacts {
    private static final int BLOCKED = 4;
    private static final int MOST_UNPACKED = 4 << 20;

    private final Link link;

    Contacts(Link link) {
        this.link = link;
    }

    void told(int type, Cursor in) {
        boolean digits = type >= Packet.CONTACTS_105;
        State state = switch (type) {
            case Packet.ADD, Packet.ADD_105 -> State.ADDED;
            case Packet.REMOVE, Packet.REMOVE_105 -> State.REMOVED;
            default -> State.LISTED;
        };
        while (in.remaining() > 0) {
            Account contact = digits ? Account.of(Protobuf.account(in)) : Link.account(in.u32le());
            int kind = in.u8();
            if (in.truncated() || contact.isNone()) return;
            tell(contact, "", "", kind == BLOCKED && state != State.REMOVED ? State.BLOCKED : state);
        }
    }

    /// The list of versions up to 8: lines of text behind one byte.
    void lines(Cursor in) {
        in.skip(1);
        csv(new String(in.rest(), Packet.POLISH));
    }

    /// The list of version 10: a byte, version (32), format (8), 1, and deflated text.
    void packed(Cursor in) {
        in.skip(1 + 4);
        int format = in.u8();
        in.skip(1);
        byte[] list = unpacked(in.rest());
        if (list.length == 0) return;
        if (format == 2) xml(list);
        else csv(new String(list, StandardCharsets.UTF_8));
    }

    private static byte[] unpacked(byte[] packed) {
        Inflater inflater = new Inflater();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] piece = new byte[8192];
        try {
            inflater.setInput(packed);
            for (int n; out.size() < MOST_UNPACKED && (n = inflater.inflate(piece)) > 0; ) out.write(piece, 0, n);
            return inflater.finished() ? out.toByteArray() : new byte[0];
        } catch (DataFormatException e) {
            return new byte[0];
        } finally {
            inflater.end();
        }
    }

    /// `first;last;nick;shown;phone;group;number;mail;…`.
    private void csv(String text) {
        for (String line : text.split("\n")) {
            String[] parts = line.split(";", 16);
            if (parts.length < 7 || !isNumber(parts[6])) continue;
            String name = parts[3].isBlank() ? (parts[0] + " " + parts[1]).strip() : parts[3];
            tell(Account.of(parts[6]), name, parts[5], State.LISTED);
        }
    }

    private void xml(byte[] document) {
        String[] number = {""}, name = {""};
        boolean whole = Xml.read(document, new Xml.Listener() {
            @Override
            public void end(String element, String text) {
                switch (element) {
                    case "GGNumber" -> number[0] = text.strip();
                    case "ShowName" -> name[0] = text.strip();
                    case "Contact" -> {
                        if (isNumber(number[0])) tell(Account.of(number[0]), name[0], "", State.LISTED);
                        number[0] = name[0] = "";
                    }
                    default -> {}
                }
            }
        });
        if (!whole) link.out.anomaly("malformed-list", "a contact list of " + document.length + " bytes");
    }

    private static boolean isNumber(String text) {
        if (text.isEmpty() || text.length() > 10) return false;
        for (int i = 0; i < text.length(); i++) if (text.charAt(i) < '0' || text.charAt(i) > '9') return false;
        return true;
    }

    private void tell(Account contact, String name, String group, State state) {
        List<String> groups = group.isBlank() ? List.of() : List.of(group);
        link.out.emit(new Contact(link.seen(), link.own(), contact, name, groups, state));
    }
}
