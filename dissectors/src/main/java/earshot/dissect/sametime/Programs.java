package earshot.dissect.sametime;

import earshot.event.ImEvent.Client;

/// Programs by the number that they log in with.
final class Programs {
    private Programs() {}

    static Client of(int type) {
        return switch (type) {
            case 0x1000 -> client("Sametime library");
            case 0x1001 -> client("Sametime Java applet");
            case 0x1002 -> client("Sametime Connect");
            case 0x1003 -> client("Sametime Java client");
            case 0x100a -> client("Sametime Links");
            case 0x1200 -> new Client("Lotus Notes", "6.5", "");
            case 0x1203 -> new Client("Lotus Notes", "6.5.3", "");
            case 0x1210, 0x1214 -> new Client("Lotus Notes", "7", "");
            case 0x1300, 0x1301, 0x1302, 0x1303 -> new Client("Sametime Connect", "7", "");
            case 0x1400, 0x1405, 0x1406 -> client("NotesBuddy");
            case 0x1600 -> client("Sanity");
            case 0x1625 -> client("Sametime Perl");
            case 0x1650 -> client("PMR Alert");
            case 0x16aa, 0x16bb -> client("Trillian");
            case 0x1700 -> client("Meanwhile");
            default -> client("Sametime client 0x%04x".formatted(type));
        };
    }

    private static Client client(String name) {
        return new Client(name, "", "");
    }
}
