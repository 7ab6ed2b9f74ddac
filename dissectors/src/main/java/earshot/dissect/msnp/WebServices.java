package earshot.dissect.msnp;

import earshot.dissect.Out;
import earshot.web.WebReader;
import earshot.web.WebReading;
import earshot.web.WebRequest;
import java.util.List;
import java.util.Locale;

/// What Messenger asks of web services: the login at Passport, the address book, offline messages.
public final class WebServices implements WebReader {
    /// How their paths end, in lower case; some clients double the slash before.
    private static final List<String> PATHS = List.of(
            "/oimws/oim.asmx",
            "/rsi/rsi.asmx",
            "/abservice/abservice.asmx",
            "/abservice/sharingservice.asmx",
            "/rst.srf",
            "/rst2.srf",
            "/login2.srf");

    @Override
    public String name() {
        return "msn-soap";
    }

    @Override
    public boolean wants(WebRequest request) {
        String path = request.path();
        if (!path.endsWith(".asmx") && !path.endsWith(".srf")) return false;
        String lower = path.toLowerCase(Locale.ROOT);
        for (String one : PATHS) if (lower.endsWith(one)) return true;
        return false;
    }

    @Override
    public WebReading begin(Out out) {
        return new ServiceCalls(out);
    }
}
