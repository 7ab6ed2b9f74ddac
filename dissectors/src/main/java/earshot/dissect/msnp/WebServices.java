package earshot.dissect.msnp;

import earshot.dissect.Out;
import earshot.web.WebReader;
import earshot.web.WebReading;
import earshot.web.WebRequest;
import java.util.List;

/// What Messenger asks of web services: the login at Passport, the address book, offline messages.
public final class WebServices implements WebReader {
    private static final List<String> PATHS = List.of(
            "/OimWS/oim.asmx", "/rsi/rsi.asmx", "/abservice/abservice.asmx", "/RST.srf", "/RST2.srf", "/login2.srf");

    @Override
    public String name() {
        return "msn-soap";
    }

    @Override
    public boolean wants(WebRequest request) {
        String path = request.path();
        if (!path.endsWith(".asmx") && !path.endsWith(".srf")) return false;
        for (String one : PATHS) if (one.equalsIgnoreCase(path)) return true;
        return false;
    }

    @Override
    public WebReading begin(Out out) {
        return new ServiceCalls(out);
    }
}
