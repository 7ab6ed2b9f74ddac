package earshot.dissect.ymsg;

import earshot.event.Account;
import earshot.event.ImEvent.FileTransfer;
import earshot.event.ImEvent.FileTransfer.Offer;
import earshot.event.ImEvent.FileTransfer.State;
import earshot.flow.Direction;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Offers of files and what becomes of them. The bytes travel by HTTP: from the server, where the sender has put them
/// (0x46), from the sender's own machine (0x4d), or from either or a relay (0xdc to 0xde, version 15).
///
/// Remembers at most [#MOST] offers of a connection; of more, the oldest is forgotten.
final class Files {
    private static final int MOST = 64, MOST_OF_AN_OFFER = 256;
    private static final int FROM = 4, ME = 1, ID = 0, TO = 5, FLAG = 13, URL = 20, NAME = 27, SIZE = 28, WHAT = 49;
    private static final int PATH_NAME = 53, TOKEN = 265, ACT = 222, WHERE = 250, RELAY_TOKEN = 251;
    private static final int SENDS = 1, ACCEPTS = 3, REFUSES = 4;

    private final Link link;
    private final Map<String, List<Offer>> offers = new LinkedHashMap<>();

    Files(Link link) {
        this.link = link;
    }

    /// Where the offer is found of a file that is fetched from this URL: by its path, since not all programs that ask
    /// for it name the host with its port.
    static String atUrl(String url) {
        int host = url.indexOf("://"), path = url.indexOf('/', host < 0 ? 0 : host + 3);
        return "ymsg url " + (path < 0 ? url : url.substring(path));
    }

    /// Where the offer is found of a file that goes through the relay with this token.
    static String atRelay(String token) {
        return "ymsg relay " + token;
    }

    void packet(Direction from, Packet packet) {
        if (from == Direction.SERVER && packet.bounced()) return;
        Fields fields = packet.fields();
        switch (packet.service()) {
            case Service.FILE_URL -> {
                if (from == Direction.SERVER) url(fields);
            }
            case Service.PEER_FILE -> {
                if (fields.text(WHAT).equals("FILEXFER")) peer(fields);
            }
            case Service.FILE -> act(fields);
            case Service.FILE_INFO, Service.FILE_ACCEPT -> info(fields);
            default -> {}
        }
    }

    /// The server tells the reader of a file that waits for it.
    private void url(Fields fields) {
        String url = fields.text(URL);
        if (url.isEmpty()) return;
        Account from = fields.account(FROM), to = fields.account(TO);
        if (from == null) return;
        if (to == null) to = link.own();
        // Some servers name the parties the other way round; who is told of a file is who is to have it.
        if (link.isOwn(from) && !link.isOwn(to)) {
            Account told = from;
            from = to;
            to = told;
        }
        offer(new Offer(from, to, name(fields), fields.number(SIZE, -1)), atUrl(url));
    }

    private void peer(Fields fields) {
        Account from = fields.account(FROM, ME, ID), to = fields.account(TO);
        if (from == null || to == null || fields.number(FLAG, 1) != 1) return;
        String url = fields.text(URL);
        String name = name(fields);
        if (name.isEmpty()) return;
        offer(new Offer(from, to, name, fields.number(SIZE, -1)), url.isEmpty() ? "" : atUrl(url));
    }

    private void offer(Offer offer, String key) {
        if (!key.isEmpty()) link.out.bind(key, offer);
        tell(offer, State.OFFERED);
    }

    /// Version 15: offers, refusals and the first half of accepting.
    private void act(Fields fields) {
        Account from = fields.account(FROM, ME, ID), to = fields.account(TO);
        String token = fields.text(TOKEN);
        if (from == null || to == null || token.isEmpty()) return;
        switch ((int) fields.number(ACT, 0)) {
            case SENDS -> {
                List<Offer> made = files(from, to, fields);
                if (offers.size() == MOST)
                    offers.remove(offers.keySet().iterator().next());
                offers.put(token, made);
                for (Offer offer : made) tell(offer, State.OFFERED);
            }
            case ACCEPTS -> answered(token, State.ACCEPTED);
            case REFUSES -> answered(token, State.DECLINED);
            default -> {}
        }
    }

    private static List<Offer> files(Account from, Account to, Fields fields) {
        List<Offer> made = new ArrayList<>(1);
        String name = "";
        long size = -1;
        for (Fields.Field field : fields.all()) {
            if (made.size() == MOST_OF_AN_OFFER) break;
            if (field.key() == NAME) {
                if (!name.isEmpty()) made.add(new Offer(from, to, name, size));
                name = field.text();
                size = -1;
            } else if (field.key() == SIZE) {
                size = field.number();
            }
        }
        if (!name.isEmpty()) made.add(new Offer(from, to, name, size));
        return made;
    }

    private void answered(String token, State state) {
        for (Offer offer : offers.getOrDefault(token, List.of())) tell(offer, state);
    }

    /// Where one file of an offer is to be had. Sent by whoever serves it, in either direction.
    private void info(Fields fields) {
        String name = fields.text(NAME);
        List<Offer> offered = offers.getOrDefault(fields.text(TOKEN), List.of());
        Offer offer = name.isEmpty() && offered.size() == 1 ? offered.getFirst() : null;
        for (Offer one : offered) if (one.name().equals(name)) offer = one;
        if (offer == null) return;
        if (fields.has(RELAY_TOKEN)) link.out.bind(atRelay(fields.text(RELAY_TOKEN)), offer);
        else if (fields.has(WHERE)) link.out.bind(atUrl(fields.text(WHERE)), offer);
    }

    /// As stated, or the last part of the path where it is fetched from.
    private static String name(Fields fields) {
        if (fields.has(NAME)) return fields.text(NAME);
        if (fields.has(PATH_NAME)) return fields.text(PATH_NAME);
        String url = fields.text(URL);
        int end = url.indexOf('?');
        String path = end < 0 ? url : url.substring(0, end);
        return decoded(path.substring(path.lastIndexOf('/') + 1));
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }

    private void tell(Offer offer, State state) {
        link.out.emit(
                new FileTransfer(link.seen(), offer.from(), offer.to(), offer.name(), offer.size(), state, null, ""));
    }

    /// What an uploaded packet says of the file behind it.
    Offer uploaded(Fields fields) {
        Account from = fields.account(ID, ME), to = fields.account(TO);
        return new Offer(
                from == null ? link.out.unnamed(Direction.CLIENT) : from,
                to == null ? Account.NONE : to,
                name(fields),
                fields.number(SIZE, -1));
    }

    /// Lost packets may have used the tokens again.
    void forget() {
        offers.clear();
    }
}
