package earshot.dissect.sametime;

import earshot.bytes.Cursor;
import earshot.dissect.Dissection;
import earshot.dissect.Out;
import earshot.dissect.Verdict;
import earshot.dissect.sametime.Blocks.LoginInfo;
import earshot.dissect.sametime.Blocks.UserStatus;
import earshot.event.Account;
import earshot.event.ImEvent.Message;
import earshot.event.ImEvent.Service.Confidence;
import earshot.flow.Direction;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// One connection of a client with its community server.
final class VpFlow implements Dissection {
    private static final int ATTRIBUTES = 0x8000, ENCRYPTED = 0x4000;
    private static final int MOST_CHANNELS = 512;

    private final Out out;
    private final Link link;
    private final Login login;
    private final People people;
    private final Speech speech;
    private final Files files;
    /// Those used longest ago make room. Numbers of both sides differ in their top bit.
    private final Map<Long, Channel> channels = new LinkedHashMap<>(16, 0.75f, true);

    VpFlow(Out out) {
        this.out = out;
        this.link = new Link(out);
        this.login = new Login(link);
        this.people = new People(link);
        this.speech = new Speech(link);
        this.files = new Files(link);
    }

    @Override
    public int longestMessage() {
        return Sametime.LONGEST + 4;
    }

    @Override
    public int frame(Direction from, Cursor in) {
        int alive = keepAlives(in);
        if (alive > 0) return alive;
        if (in.remaining() < 4) return MORE;
        long length = in.peek32(0);
        if (length == 0) return 4;
        if (in.remaining() < 12 && length <= Sametime.LONGEST) return MORE;
        return Sametime.fits(in) ? (int) length + 4 : LOST;
    }

    private static int keepAlives(Cursor in) {
        int n = 0;
        while (in.peek(n) >= 0x80) n++;
        return n;
    }

    /// Numbers are many in these messages: one that fits is no evidence yet.
    @Override
    public int resync(Direction from, Cursor in) {
        for (int n = 0; n < in.remaining(); n++) {
            Cursor here = in.copy();
            here.skip(n);
            if (here.peek(0) != 0) continue;
            Verdict verdict = Sametime.messages(here);
            if (verdict == Verdict.YES) return n;
            if (verdict == Verdict.MORE) return ~n;
        }
        return ~in.remaining();
    }

    @Override
    public void message(Direction from, Cursor in) {
        if (in.peek(0) >= 0x80 || in.remaining() < 12) return;
        in.skip(4);
        int type = in.u16(), options = in.u16();
        long number = in.u32();
        if ((options & ATTRIBUTES) != 0) Blocks.opaque(in);
        out.confirm("signature:vp", Confidence.CERTAIN, false);
        switch (type) {
            case Type.LOGIN -> login.asked(in);
            case Type.LOGIN_ACK -> acknowledged(in);
            case Type.CHANNEL_CREATE -> created(from, in);
            case Type.CHANNEL_ACCEPT -> accepted(from, number, in);
            case Type.CHANNEL_SEND -> sent(from, number, in, (options & ENCRYPTED) != 0);
            case Type.CHANNEL_DESTROY -> destroyed(from, number, in);
            case Type.SET_USER_STATUS -> {
                UserStatus status = UserStatus.read(in);
                if (!in.truncated() && from == Direction.CLIENT) people.own(status);
            }
            case Type.SET_PRIVACY_LIST -> people.privacy(in);
            case Type.ANNOUNCE -> announced(from, in);
            case Type.ADMIN -> administrator(in);
            default -> {}
        }
        if (in.truncated()) out.anomaly("vp-overrun", "a field of type 0x%04x says more than there is".formatted(type));
    }

    private void acknowledged(Cursor in) {
        LoginInfo info = LoginInfo.read(in);
        if (in.truncated()) return;
        login.accepted(info);
        in.skip(2);
        people.privacy(in);
        UserStatus status = UserStatus.read(in);
        if (!in.truncated()) people.own(status);
    }

    private void created(Direction from, Cursor in) {
        in.skip(4);
        long number = in.u32();
        String target = Blocks.user(in);
        int service = (int) in.u32();
        in.skip(12);
        byte[] more = Blocks.opaque(in);
        LoginInfo creator = in.u8() != 0 ? LoginInfo.read(in) : null;
        if (in.truncated()) return;
        Channel channel = new Channel(service, from);
        boolean own = from == Direction.CLIENT;
        if (own) {
            if (!target.isEmpty()) channel.peer = Account.of(target);
            channel.ciphers[Direction.CLIENT.ordinal()] = link.ownCipher();
        } else if (creator != null) {
            if (!creator.userId().isEmpty()) channel.peer = Account.of(creator.userId());
            channel.ciphers[Direction.SERVER.ordinal()] = Rc2.of(creator.loginId());
        }
        channels.put(number, channel);
        if (channels.size() > MOST_CHANNELS)
            files.over(channels.remove(channels.keySet().iterator().next()));
        switch (service) {
            case Channel.FILE -> files.offered(channel, new Cursor(more));
            case Channel.CONFERENCE -> speech.invited(channel, new Cursor(more));
            default -> {}
        }
    }

    private void accepted(Direction from, long number, Cursor in) {
        Channel channel = channels.get(number);
        in.skip(12);
        Blocks.opaque(in);
        LoginInfo acceptor = in.u8() != 0 ? LoginInfo.read(in) : null;
        if (channel == null || in.truncated()) return;
        if (acceptor != null && from == Direction.SERVER) {
            channel.ciphers[Direction.SERVER.ordinal()] = Rc2.of(acceptor.loginId());
            if (channel.peer.isNone() && !acceptor.userId().isEmpty()) channel.peer = Account.of(acceptor.userId());
        } else if (from == Direction.CLIENT) {
            channel.ciphers[Direction.CLIENT.ordinal()] = link.ownCipher();
        }
        channel.hidden = isHidden(in);
        if (channel.service == Channel.FILE) files.accepted(channel);
    }

    /// The cipher that was chosen: mode, then the item's number. 0 is RC2/40, 1 is RC2/128.
    private static boolean isHidden(Cursor in) {
        int mode = in.u16();
        Cursor choice = new Cursor(Blocks.opaque(in));
        int item = choice.u16();
        return mode != 0 && !choice.truncated() && item == 1;
    }

    private void sent(Direction from, long number, Cursor in, boolean encrypted) {
        Channel channel = channels.get(number);
        int type = in.u16();
        byte[] data = Blocks.opaque(in);
        if (in.truncated()) return;
        if (channel == null) {
            // Begun before the capture or behind a gap: messages name themselves.
            if (!encrypted && type == Speech.SEND) speech.said(new Channel(Channel.MESSAGES, from), from, data);
            return;
        }
        if (encrypted) {
            Rc2 cipher = channel.hidden ? null : channel.ciphers[from.ordinal()];
            byte[] plain = cipher == null ? null : cipher.open(data);
            if (plain == null) {
                if (channel.service == Channel.MESSAGES) speech.hidden(channel, from, data.length);
                return;
            }
            data = plain;
        }
        switch (channel.service) {
            case Channel.MESSAGES -> {
                if (type == Speech.SEND) speech.said(channel, from, data);
            }
            case Channel.CONFERENCE -> speech.conference(channel, from, type, new Cursor(data));
            case Channel.AWARE -> people.aware(from, type, new Cursor(data));
            case Channel.STORAGE -> people.stored(data);
            case Channel.RESOLVE -> people.resolved(from, type, new Cursor(data));
            case Channel.FILE -> files.sent(channel, from, type, data);
            default -> {}
        }
    }

    private void destroyed(Direction from, long number, Cursor in) {
        long reason = in.u32();
        if (in.truncated()) return;
        if (number == 0) {
            login.over(from, reason);
            return;
        }
        Channel channel = channels.remove(number);
        if (channel == null) return;
        if (reason != 0) files.declined(channel);
        files.over(channel);
    }

    /// `@U user` and `@G group`.
    private void announced(Direction from, Cursor in) {
        Account sender = from == Direction.CLIENT ? link.own() : out.unnamed(from);
        if (in.u8() != 0) {
            LoginInfo info = LoginInfo.read(in);
            if (!info.userId().isEmpty()) sender = Account.of(info.userId());
        }
        in.skip(2);
        Cursor said = new Cursor(Blocks.opaque(in));
        said.skip(1);
        String text = Blocks.string(said);
        long count = in.u32();
        List<Account> readers = new ArrayList<>();
        for (long i = 0; i < count && in.remaining() > 0; i++) {
            String reader = Blocks.string(in);
            if (reader.startsWith("@U ")) readers.add(Account.of(reader.substring(3)));
        }
        if (in.truncated() || said.truncated() || text.isEmpty()) return;
        if (from == Direction.SERVER) readers = List.of(link.own());
        link.say(Message.from(out.seen(), sender).to(readers).text(text).kind(Message.Kind.NOTICE), from);
    }

    private void administrator(Cursor in) {
        String text = Blocks.string(in);
        if (in.truncated() || text.isEmpty()) return;
        Account server = out.unnamed(Direction.SERVER);
        link.say(
                Message.from(out.seen(), server).to(link.own()).text(text).kind(Message.Kind.SYSTEM), Direction.SERVER);
    }

    @Override
    public void gap(Direction from, long bytes) {
        for (Channel channel : channels.values()) files.over(channel);
        channels.clear();
        login.forget();
    }

    @Override
    public void end() {
        for (Channel channel : channels.values()) files.over(channel);
    }
}
