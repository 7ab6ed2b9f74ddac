package earshot.dissect.ymsg;

/// The numbers that say what a packet is for.
final class Service {
    static final int LOGON = 0x01, LOGOFF = 0x02, IS_AWAY = 0x03, IS_BACK = 0x04, MESSAGE = 0x06;
    static final int CONTACT_NEW = 0x0f, IGNORE = 0x11, PING = 0x12, HOST_STATS = 0x16, MASS_MESSAGE = 0x17;
    static final int CONFERENCE_INVITE = 0x18, CONFERENCE_LOGON = 0x19, CONFERENCE_DECLINE = 0x1a;
    static final int CONFERENCE_LOGOFF = 0x1b, CONFERENCE_ADD = 0x1c, CONFERENCE_MESSAGE = 0x1d;
    static final int FILE_URL = 0x46, VOICE = 0x4a, NOTIFY = 0x4b, VERIFY = 0x4c, PEER_FILE = 0x4d, PEER = 0x4f;
    static final int WEBCAM = 0x50, AUTH_RESPONSE = 0x54, LIST = 0x55, AUTH = 0x57;
    static final int BUDDY_ADD = 0x83, BUDDY_REMOVE = 0x84, IGNORE_CONTACT = 0x85, GROUP_RENAME = 0x89;
    static final int KEEP_ALIVE = 0x8a;
    static final int CHAT_ONLINE = 0x96, CHAT_GOTO = 0x97, CHAT_JOIN = 0x98, CHAT_LEAVE = 0x99, CHAT_EXIT = 0x9b;
    static final int CHAT_INVITE = 0x9d, CHAT_LOGOUT = 0xa0, CHAT_PING = 0xa1, CHAT_COMMENT = 0xa8;
    static final int VISIBILITY = 0xc5, STATUS = 0xc6, PICTURE_UPLOAD = 0xc2, AUDIBLE = 0xd0, AUTHORIZATION = 0xd6;
    static final int FILE = 0xdc, FILE_INFO = 0xdd, FILE_ACCEPT = 0xde, CALL = 0xe1, GROUP_CHANGE = 0xe7;
    static final int PRESENCE_15 = 0xf0, LIST_15 = 0xf1, MESSAGE_ACK = 0xfb;
    static final int WEB_LOGIN = 0x226, SMS = 0x2ea, DISCONNECT = 0x7d1;

    private Service() {}

    /// Whether a client or server is known to send this number, among them many that are not read here.
    static boolean known(int service) {
        return service > 0 && service <= 0xff
                || service >= 0x1f0 && service <= 0x2ff
                || service >= 0x3e8 && service <= 0x7ff;
    }
}
