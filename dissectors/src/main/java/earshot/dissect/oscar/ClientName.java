package earshot.dissect.oscar;

import earshot.bytes.Cursor;
import earshot.event.ImEvent.Client;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Which program is at the other end: what it says of itself at login, and what its capabilities betray.
///
/// A name here is a claim, not a proof: third-party clients copy the official client's string and numbers
/// (BitlBee's own client says word for word what AIM 5.1 says).
final class ClientName {
    private static final int STRING = 0x03, MAJOR = 0x17, MINOR = 0x18, POINT = 0x19, BUILD = 0x1a;
    private static final int CAPABILITIES = 0x0d;
    private static final String ICQ_PREFIX = "ICQ Inc. - Product of ICQ (TM).";
    private static final int LONGEST = 100;

    /// How a client that puts its name into a capability writes the version after it.
    private enum VersionAs {
        /// The three bytes at 12-14, Licq's way.
        BYTES_12,
        /// The bytes right after the name.
        BYTES_AFTER,
        /// Text right after the name.
        TEXT,
        /// The bytes at 12, 11 and 10, &RQ's way.
        BYTES_BACK,
        NONE
    }

    private record Mark(String ascii, String client, VersionAs version) {}

    private static final List<Mark> MARKS = List.of(
            new Mark("Licq client ", "Licq", VersionAs.BYTES_12),
            new Mark("MirandaM", "Miranda IM", VersionAs.BYTES_AFTER),
            new Mark("MirandaA", "Miranda IM", VersionAs.BYTES_AFTER),
            new Mark("SIM client  ", "SIM", VersionAs.BYTES_AFTER),
            new Mark("Kopete ICQ  ", "Kopete", VersionAs.BYTES_AFTER),
            new Mark("mICQ (c) R.K. ", "mICQ", VersionAs.NONE),
            new Mark("mICQ \u00a9 R.K. ", "mICQ", VersionAs.NONE),
            new Mark("climm\u00a9 R.K. ", "climm", VersionAs.NONE),
            new Mark("&RQinside", "&RQ", VersionAs.BYTES_BACK),
            new Mark("R&Qinside", "R&Q", VersionAs.BYTES_BACK),
            new Mark("Jimm ", "Jimm", VersionAs.TEXT),
            new Mark("CORE Pager", "CORE Pager", VersionAs.NONE),
            new Mark("mChat icq ", "mChat", VersionAs.TEXT),
            new Mark("IMadering ", "IMadering", VersionAs.NONE),
            new Mark("J2ME m@agent", "Mail.Ru Agent (J2ME)", VersionAs.NONE),
            new Mark("V?\u00c8\t\u000boAQIP 2005a", "QIP 2005a", VersionAs.NONE),
            new Mark("|su\u0002\u00c3\u00beO>\u00a6\u009f\u0001S\u0013C\u001e\u001a", "QIP Infium", VersionAs.NONE),
            new Mark("z{|}~\u007f\n\u0003\u000b\u0004\u0001S\u0013C\u001e\u001a", "QIP 2010", VersionAs.NONE),
            new Mark("\u00f2\u00e7\u00c7\u00f4\u00fe\u00adM\u00fb\u00b256y\u008b\u00df", "Trillian", VersionAs.NONE));

    private ClientName() {}

    /// From the identity TLVs of a login or a cookie.
    static Client atLogin(Tlvs tlvs) {
        String said = tlvs.text(STRING).strip();
        if (said.length() > LONGEST) said = said.substring(0, LONGEST);
        String numbers = numbers(tlvs);
        if (said.isEmpty()) return numbers.isEmpty() ? Client.UNKNOWN : new Client("", numbers, "");
        return parse(said, numbers);
    }

    /// `AOL Instant Messenger, version 5.1.3036/WIN32`, `ICQ Inc. - Product of ICQ (TM).2003b.5.37.1`,
    /// `BitlBee/3.5.1`; of any other string the numbers beside it are the version.
    static Client parse(String said, String numbers) {
        int version = said.indexOf(", version ");
        if (version > 0) {
            String rest = said.substring(version + ", version ".length());
            int slash = rest.indexOf('/');
            String os = slash < 0 ? "" : rest.substring(slash + 1);
            return new Client(said.substring(0, version), slash < 0 ? rest : rest.substring(0, slash), os);
        }
        if (said.startsWith(ICQ_PREFIX)) return new Client("ICQ", said.substring(ICQ_PREFIX.length()), "");
        int slash = said.lastIndexOf('/');
        if (slash > 0 && slash + 1 < said.length() && Character.isDigit(said.charAt(slash + 1))) {
            return new Client(said.substring(0, slash), said.substring(slash + 1), "");
        }
        return new Client(said, numbers, "");
    }

    private static String numbers(Tlvs tlvs) {
        if (!tlvs.has(MAJOR)) return "";
        return tlvs.number(MAJOR, 0) + "." + tlvs.number(MINOR, 0) + "." + tlvs.number(POINT, 0) + "."
                + tlvs.number(BUILD, 0);
    }

    /// From the capabilities in a user info.
    static Client ofUser(Tlvs userInfo) {
        Cursor list = userInfo.get(CAPABILITIES);
        return list == null ? Client.UNKNOWN : ofCapabilities(list);
    }

    /// From a list of 16-byte capabilities.
    static Client ofCapabilities(Cursor list) {
        while (list.remaining() >= Capability.SIZE) {
            String text = list.text(Capability.SIZE, StandardCharsets.ISO_8859_1);
            for (Mark mark : MARKS) {
                if (text.startsWith(mark.ascii)) return new Client(mark.client, version(text, mark), "");
            }
        }
        return Client.UNKNOWN;
    }

    private static String version(String capability, Mark mark) {
        int after = mark.ascii.length();
        return switch (mark.version) {
            case BYTES_12 -> dotted(capability, 12, 13, 14);
            case BYTES_AFTER -> dotted(capability, after, after + 1, after + 2, after + 3);
            case BYTES_BACK -> dotted(capability, 12, 11, 10);
            case TEXT -> capability.substring(after).replace("\0", "").strip();
            case NONE -> "";
        };
    }

    private static String dotted(String capability, int... places) {
        StringBuilder version = new StringBuilder();
        boolean any = false;
        for (int place : places) {
            if (place >= capability.length()) break;
            int part = capability.charAt(place) & 0x7f; // the top bit marks unstable builds (Miranda, SIM)
            any |= part != 0;
            version.append(version.isEmpty() ? "" : ".").append(part);
        }
        return any ? version.toString() : "";
    }
}
