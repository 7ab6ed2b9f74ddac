package earshot.dissect.toc;

import earshot.event.Account;
import earshot.event.ImEvent.Message;
import earshot.event.ImEvent.Message.Leg;
import earshot.event.MessageBuilder;

/// Messages between two users, and typing.
final class Speech {
    private static final String TYPES = "2";

    private final Connection connection;

    Speech(Connection connection) {
        this.connection = connection;
    }

    /// `toc_send_im NAME TEXT [auto]`.
    void sent(Command command) {
        sent(command, 1, "");
    }

    /// `toc2_send_im_enc NAME F ENCODING LANGUAGE TEXT [auto]`.
    void sentEncoded(Command command) {
        sent(command, 4, command.word(2));
    }

    private void sent(Command command, int text, String encoding) {
        if (!command.has(text)) {
            connection.malformed(command);
            return;
        }
        Account own = connection.own();
        MessageBuilder message = Message.from(connection.seen(), own)
                .to(Account.of(Connection.plain(command.word(0))))
                .leg(Leg.SENT);
        if (command.word(text + 1).equals("auto")) message.kind(Message.Kind.AUTO);
        connection.emit(
                connection.said(message, own, command.word(text), encoding).build());
    }

    /// `IM_IN:NAME:T or F:TEXT`: T where a program answered. `IM_IN2` has a field more, `IM_IN_ENC2:NAME:AUTO:F:T or
    /// F:CLASS:F:ENCODING:LANGUAGE:TEXT` the most.
    ///
    /// @param count how many fields there are, the text being the last
    /// @param encodingAt the field that states the encoding, -1 for none
    void delivered(Line line, int count, int encodingAt) {
        String[] fields = line.fields(count);
        if (fields == null || fields[0].isEmpty()) {
            connection.malformed(line);
            return;
        }
        Account from = Account.of(Connection.plain(fields[0]));
        MessageBuilder message = Message.from(connection.seen(), from).to(connection.own());
        if (fields[1].equals("T")) message.kind(Message.Kind.AUTO);
        String encoding = encodingAt < 0 ? "" : fields[encodingAt];
        connection.emit(
                connection.said(message, from, fields[count - 1], encoding).build());
    }

    /// `toc2_client_event NAME n`: 2 types, 1 has stopped with text entered, 0 without.
    void types(Command command) {
        if (!command.word(1).equals(TYPES)) return;
        typing(connection.own(), Account.of(Connection.plain(command.word(0))), Leg.SENT);
    }

    /// `CLIENT_EVENT2:NAME:n`.
    void types(Line line) {
        String[] fields = line.fields(2);
        if (fields == null || !fields[1].equals(TYPES)) return;
        typing(Account.of(Connection.plain(fields[0])), connection.own(), Leg.DELIVERED);
    }

    private void typing(Account from, Account to, Leg leg) {
        connection.emit(Message.from(connection.seen(), from)
                .to(to)
                .kind(Message.Kind.TYPING)
                .leg(leg)
                .build());
    }
}
