package earshot.dissect.sametime;

/// Types of messages.
final class Type {
    static final int HANDSHAKE = 0x0000,
            LOGIN = 0x0001,
            CHANNEL_CREATE = 0x0002,
            CHANNEL_DESTROY = 0x0003,
            CHANNEL_SEND = 0x0004,
            CHANNEL_ACCEPT = 0x0006,
            SET_USER_STATUS = 0x0009,
            SET_PRIVACY_LIST = 0x000b,
            SENSE_SERVICE = 0x0011,
            LOGIN_CONTINUE = 0x0016,
            LOGIN_REDIRECT = 0x0018,
            ADMIN = 0x0019,
            ANNOUNCE = 0x0022,
            HANDSHAKE_ACK = 0x8000,
            LOGIN_ACK = 0x8001;

    private Type() {}

    static boolean isKnown(int type) {
        return switch (type) {
            case HANDSHAKE,
                    LOGIN,
                    CHANNEL_CREATE,
                    CHANNEL_DESTROY,
                    CHANNEL_SEND,
                    CHANNEL_ACCEPT,
                    SET_USER_STATUS,
                    SET_PRIVACY_LIST,
                    SENSE_SERVICE,
                    LOGIN_CONTINUE,
                    LOGIN_REDIRECT,
                    ADMIN,
                    ANNOUNCE,
                    HANDSHAKE_ACK,
                    LOGIN_ACK -> true;
            default -> false;
        };
    }
}
