package earshot.dissect.ipmsg;

import earshot.bytes.Cursor;
import earshot.dissect.Dissection;
import earshot.dissect.Out;
import earshot.event.Account;
import earshot.event.ImEvent.Client;
import earshot.event.ImEvent.FileTransfer;
import earshot.event.ImEvent.FileTransfer.Offer;
import earshot.event.ImEvent.Host;
import earshot.event.ImEvent.Lookup;
import earshot.event.ImEvent.Message;
import earshot.event.ImEvent.Message.Kind;
import earshot.event.ImEvent.Presence;
import earshot.event.ImEvent.Presence.State;
import earshot.event.ImEvent.Service.Confidence;
import earshot.event.MessageBuilder;
import earshot.flow.Address;
import earshot.flow.Direction;
import earshot.text.Overlays;
import earshot.text.TextDecoding;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What two machines, or one and all others, say to each other.
final class Datagrams implements Dissection {
    private static final int MOST_REMEMBERED = 256, MOST_FILES = 64;
    private static final int REGULAR_FILE = 1, FOLDER = 2;

    private final Out out;
    private final Map<Direction, TextDecoding.Speaker> speakers = new HashMap<>();
    private final Map<Direction, String> told = new HashMap<>();
    /// Messages are sent again until they are acknowledged.
    private final Set<String> heard = new HashSet<>();
    /// What was told last of each.
    private final Map<String, String> states = new HashMap<>();

    Datagrams(Out out) {
        this.out = out;
        out.service("ipmsg");
    }

    @Override
    public int frame(Direction from, Cursor in) {
        return in.remaining();
    }

    @Override
    public void message(Direction from, Cursor in) {
        if (Command.head(in) <= 0) {
            out.anomaly("malformed-datagram", "no command in " + in.remaining() + " bytes");
            return;
        }
        Command command = Command.read(in);
        out.confirm("signature:ipmsg", Confidence.CERTAIN, false);
        Account speaker = speaker(from, command);
        switch (command.what()) {
            case Command.ENTRY, Command.ANSWER_ENTRY, Command.ABSENCE ->
                present(speaker, command.has(Command.AWAY) ? State.AWAY : State.ONLINE);
            case Command.EXIT -> present(speaker, State.OFFLINE);
            case Command.SEND -> said(from, speaker, command);
            case Command.RECEIVED, Command.READ -> receipt(from, speaker, command);
            case Command.INFO -> info(speaker, command);
            case Command.ABSENCE_INFO ->
                out.emit(new Lookup(
                        out.seen(),
                        other(from),
                        speaker,
                        read(from, command, command.text()).text()));
            default -> {}
        }
    }

    private TextDecoding read(Direction from, Command command, byte[] bytes) {
        if (command.has(Command.UTF8) && TextDecoding.isUtf8(bytes)) return TextDecoding.of(bytes);
        return speakers.computeIfAbsent(from, _ -> new TextDecoding.Speaker()).read(bytes);
    }

    private Address address(Direction side) {
        return out.flow().endpoint(side).address();
    }

    private Account speaker(Direction from, Command command) {
        String machine = read(from, command, command.machine()).text();
        Account account = Account.of(read(from, command, command.user()).text() + "@" + machine);
        if (!account.id().equals(told.put(from, account.id()))) {
            out.bind("ipmsg " + address(from), account);
            out.emit(new Host(out.seen(), address(from).toString(), "", machine, "ipmsg"));
        }
        return account;
    }

    /// Who is at the other end: whoever speaks from there.
    private Account other(Direction from) {
        String name = told.get(from.other());
        if (name != null) return Account.of(name);
        return out.unnamed(from.other()).claiming("ipmsg " + address(from.other()));
    }

    private void present(Account speaker, State state) {
        if (!news(speaker.id(), state.name())) return;
        out.emit(new Presence(out.seen(), speaker, state, "", Client.UNKNOWN));
    }

    private boolean news(String of, String said) {
        if (states.size() >= MOST_REMEMBERED) states.clear();
        return !said.equals(states.put(of, said));
    }

    private void said(Direction from, Account speaker, Command command) {
        if (heard.size() >= MOST_REMEMBERED) heard.clear();
        if (!heard.add(speaker.id() + " " + command.number())) return;
        Account reader = other(from);
        MessageBuilder message = Message.from(out.seen(), speaker)
                .to(reader)
                .leg(Message.Leg.SENT)
                .messageId(Long.toString(command.number()))
                .kind(command.has(Command.AUTOMATIC) ? Kind.AUTO : Kind.CHAT);
        byte[] text = command.text();
        if (command.has(Command.ENCRYPTED)) {
            out.emit(message.encrypted("ipmsg", text.length).build());
            return;
        }
        List<FileTransfer> offers = command.has(Command.ATTACHED) ? offers(from, speaker, reader, command) : List.of();
        TextDecoding read = read(from, command, text);
        String words = read.text().replace("\r\n", "\n");
        String scheme = Overlays.scheme(words);
        if (!scheme.isEmpty()) message.encrypted(scheme, text.length);
        message.text(words);
        if (read.foreign()) message.raw(read.charset(), text);
        message.attachments(offers.stream().map(FileTransfer::name).toList());
        if (text.length > 0) out.emit(message.build());
        offers.forEach(out::emit);
    }

    /// `0:name.txt:1f4:4a5b6c7d:1:` and BEL, once a file: number, name (a colon in it doubled), size, time, kind.
    private List<FileTransfer> offers(Direction from, Account speaker, Account reader, Command command) {
        List<FileTransfer> offers = new ArrayList<>();
        String list = read(from, command, command.behindText()).text();
        for (String one : list.split("\u0007", MOST_FILES + 1)) {
            String[] parts = one.replace("::", "\u0000").split(":", 8);
            if (parts.length < 4 || offers.size() == MOST_FILES) continue;
            long size = Command.hex(parts[2]);
            long kind = parts.length > 4 ? Command.hex(parts[4]) & 0xff : REGULAR_FILE;
            String name = parts[1].replace('\u0000', ':');
            if (name.isEmpty() || size < 0 || kind != REGULAR_FILE && kind != FOLDER) continue;
            long number = number(parts[0]);
            // A folder's size is not that of what is in it.
            Offer offer = new Offer(speaker, reader, name, kind == FOLDER ? -1 : size);
            if (number >= 0) out.bind(IpMsg.key(address(from), command.number(), number), offer);
            offers.add(new FileTransfer(
                    out.seen(), speaker, reader, name, offer.size(), FileTransfer.State.OFFERED, null, ""));
        }
        return offers;
    }

    private static long number(String digits) {
        String text = digits.strip();
        if (text.isEmpty() || text.length() > 18) return -1;
        for (int i = 0; i < text.length(); i++) if (text.charAt(i) < '0' || text.charAt(i) > '9') return -1;
        return Long.parseLong(text);
    }

    private void receipt(Direction from, Account speaker, Command command) {
        long number = number(command.parts()[0]);
        if (number < 0 || !heard.add("receipt " + speaker.id() + " " + number)) return;
        out.emit(Message.from(out.seen(), speaker)
                .to(other(from))
                .leg(Message.Leg.SENT)
                .kind(Kind.RECEIPT)
                .replyTo(Long.toString(number))
                .build());
    }

    /// `IP Messenger for Win Ver 3.42`, in any words.
    private void info(Account speaker, Command command) {
        String text = TextDecoding.of(command.text()).text().strip();
        if (text.isEmpty() || text.length() > 64 || !news("program of " + speaker.id(), text)) return;
        out.emit(new Presence(out.seen(), speaker, State.ONLINE, "", new Client(text, "", "")));
    }
}
