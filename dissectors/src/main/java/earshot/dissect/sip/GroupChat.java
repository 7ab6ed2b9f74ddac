package earshot.dissect.sip;

import earshot.event.Account;
import earshot.event.ImEvent.Message;
import earshot.event.ImEvent.Message.Kind;
import earshot.event.ImEvent.Room;
import earshot.event.MessageBuilder;
import earshot.xml.Xml;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/// Group chat as Parlano made it and Microsoft took it over ([MS-XCCOSIP]): documents in INFO requests inside a
/// session with the chat server.
///
/// A room is an address (`ma-chan://domain/number`) until an answer of the server names it.
final class GroupChat {
    private static final byte[] BEGIN = "<xccos".getBytes(StandardCharsets.US_ASCII);

    private final Link link;
    /// Rooms' names by their addresses.
    private final Recent<String> names = new Recent<>(512);

    GroupChat(Link link) {
        this.link = link;
    }

    /// @return whether this was such a document
    boolean heard(Request request, byte[] document) {
        int at = 0;
        while (at < document.length && document[at] <= ' ') at++;
        if (document.length - at < BEGIN.length) return false;
        for (int i = 0; i < BEGIN.length; i++) if (document[at + i] != BEGIN[i]) return false;
        Xml.read(document, new Reader(request));
        return true;
    }

    private final class Reader implements Xml.Listener {
        private final Request request;
        private String command = "", room = "", author = "", id = "";
        private boolean history;

        Reader(Request request) {
            this.request = request;
        }

        @Override
        public void start(String name, Map<String, String> attributes) {
            switch (name) {
                case "cmd", "rpl", "ntc" -> command = attributes.getOrDefault("id", "");
                case "chanib" -> {
                    String uri = attributes.getOrDefault("uri", "");
                    String called = attributes.getOrDefault("name", "");
                    if (uri.isEmpty()) return;
                    if (!called.isEmpty()) names.put(uri, called);
                    room = uri;
                    if (command.equals("rpl:join")) member(request.to(), Room.Action.JOINED);
                }
                case "uib" -> user(Link.account(attributes.getOrDefault("uri", "")));
                case "grpchat", "msg" -> {
                    history = name.equals("msg");
                    room = attributes.getOrDefault("chanUri", room);
                    author = attributes.getOrDefault("author", "");
                    id = attributes.getOrDefault("id", "");
                }
                default -> {}
            }
        }

        private void user(Account user) {
            if (user.isNone() || room.isEmpty()) return;
            switch (command) {
                case "ntc:join" -> member(user, Room.Action.JOINED);
                case "ntc:part" -> member(user, Room.Action.LEFT);
                case "rpl:join" -> member(user, Room.Action.PRESENT);
                default -> {}
            }
        }

        private void member(Account account, Room.Action action) {
            link.out.emit(new Room(link.seen(), named(room), account, action, ""));
        }

        @Override
        public void end(String name, String text) {
            if (!name.equals("chat") || room.isEmpty()) return;
            Account stated = Link.account(author);
            Account from = stated.isNone() ? request.from() : stated;
            MessageBuilder message =
                    Message.from(link.seen(), from).room(named(room)).text(text).leg(request.leg());
            if (history) message.kind(Kind.HISTORY);
            // The server says whose words these are; the client says its own.
            if (!from.id().equalsIgnoreCase(request.from().id())) message.to(request.to());
            if (!id.isEmpty()) message.messageId(id);
            link.out.emit(message.build());
        }

        private String named(String uri) {
            String name = names.get(uri);
            return name == null ? uri : name;
        }
    }
}
