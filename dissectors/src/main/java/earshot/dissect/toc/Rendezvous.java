package earshot.dissect.toc;

import earshot.bytes.Cursor;
import earshot.event.Account;
import earshot.event.ImEvent.Call;
import earshot.event.ImEvent.FileTransfer;
import earshot.event.ImEvent.FileTransfer.Offer;
import earshot.flow.Address;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/// Offers that need a connection between two clients. A TOC client can only receive: the file itself comes as OFT
/// (another dissector's), which ties itself to the offer by cookie and address.
final class Rendezvous {
    private static final String SEND_FILE = "09461343", VOICE = "09461341";
    /// The field whose value is the send-file block: u16 kind, u16 files, u32 bytes in all, the name, NUL.
    private static final String SERVICE_DATA = "10001";
    private static final int MOST_OPEN = 64;

    private final Connection connection;
    private final Map<String, Offer> open = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Offer> eldest) {
            return size() > MOST_OPEN;
        }
    };

    Rendezvous(Connection connection) {
        this.connection = connection;
    }

    /// `RVOUS_PROPOSE:NAME:UUID:COOKIE:SEQUENCE:RENDEZVOUS IP:PROPOSER IP:VERIFIED IP:PORT[:TAG:VALUE …]`, cookie and
    /// values
    /// in base64.
    void proposed(Line line) {
        String[] fields = line.rest().split(":", 64);
        if (fields.length < 8 || fields[0].isEmpty()) {
            connection.malformed(line);
            return;
        }
        Account from = Account.of(Connection.plain(fields[0]));
        if (fields[1].startsWith(VOICE)) {
            connection.emit(new Call(connection.seen(), from, connection.own(), Call.Media.VOICE, "offered"));
        }
        if (!fields[1].startsWith(SEND_FILE)) return;
        byte[] block = {};
        for (int i = 8; i + 1 < fields.length; i += 2) {
            if (fields[i].equals(SERVICE_DATA)) block = decoded(fields[i + 1]);
        }
        Offer offer = offer(from, new Cursor(block));
        if (offer == null) return;
        open.put(fields[2], offer);
        for (int i = 4; i <= 6; i++) tie(decoded(fields[2]), fields[i], offer);
        transfer(FileTransfer.State.OFFERED, offer);
    }

    private Offer offer(Account from, Cursor block) {
        block.u16();
        int files = block.u16();
        long size = block.u32();
        if (block.truncated()) return null;
        byte[] name = block.rest();
        int end = 0;
        while (end < name.length && name[end] != 0) end++;
        if (end == 0) return null;
        String shown = Connection.plain(new String(Arrays.copyOf(name, end), StandardCharsets.ISO_8859_1));
        return new Offer(from, connection.own(), shown, files > 0 ? size : -1);
    }

    /// Says the offer under the key by which OFT asks for it: `oft:COOKIE@ADDRESS`.
    private void tie(byte[] cookie, String dotted, Offer offer) {
        Address address = v4(dotted);
        if (address == null || cookie.length == 0) return;
        connection.out.bind("oft:" + HexFormat.of().formatHex(cookie) + "@" + address, offer);
    }

    private static Address v4(String dotted) {
        String[] parts = dotted.split("\\.", 5);
        if (parts.length != 4) return null;
        int bits = 0;
        for (String part : parts) {
            if (!part.matches("[0-9]{1,3}") || Integer.parseInt(part) > 255) return null;
            bits = bits << 8 | Integer.parseInt(part);
        }
        return bits == 0 ? null : Address.v4(bits);
    }

    private static byte[] decoded(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    /// `toc_rvous_accept NAME COOKIE UUID`, `toc_rvous_cancel NAME COOKIE UUID`.
    void answered(Command command, FileTransfer.State state) {
        Offer offer = open.get(command.word(1));
        if (offer != null) transfer(state, offer);
        if (state == FileTransfer.State.DECLINED) open.remove(command.word(1));
    }

    private void transfer(FileTransfer.State state, Offer offer) {
        connection.emit(new FileTransfer(
                connection.seen(), offer.from(), offer.to(), offer.name(), offer.size(), state, null, ""));
    }
}
