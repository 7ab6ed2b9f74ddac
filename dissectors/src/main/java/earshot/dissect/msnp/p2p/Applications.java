package earshot.dissect.msnp.p2p;

import earshot.event.ImEvent.Call.Media;
import java.util.Locale;

/// The GUIDs by which invitations of both kinds say what they are for.
public final class Applications {
    public static final String FILE = "5D3E02AB-6190-11D3-BBBB-00C04F795683";
    public static final String MSN_OBJECT = "A4268EEC-FEC5-49E5-95C3-F126696BDBF6";

    private Applications() {}

    /// The GUID without braces, in capitals.
    public static String guid(String written) {
        return written.replace("{", "").replace("}", "").strip().toUpperCase(Locale.ROOT);
    }

    /// What kind of call the application is, null where it is none.
    public static Media media(String guid) {
        return switch (guid(guid)) {
            case "02D3C01F-BF30-4825-A83A-DE7AF41648AA" -> Media.VOICE;
            case "4BD96FC0-AB17-4425-A14A-439185962DC8", "1C9AA97E-9C05-4583-A3BD-908A196F1E92" -> Media.WEBCAM;
            case "44BBA842-CC51-11CF-AAFA-00AA00B6015C",
                    "F13B5C79-0126-458F-A29D-747C79C56530",
                    "6A13AF9C-5308-4F35-923A-67E8DDA40C2F" -> Media.APP;
            case "1DF57D09-637A-4CA5-91B9-2C3EDAAF62FE" -> Media.SCREEN;
            default -> null;
        };
    }
}
