package earshot.detect.bot;

import static org.junit.jupiter.api.Assertions.assertEquals;

import earshot.detect.Scene;
import earshot.detect.Tuning;
import earshot.event.ImEvent.Service;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BotInterfacesTest {
    private final Scene scene = new Scene(new BotInterfaces(Tuning.DEFAULT));

    @ParameterizedTest
    @CsvSource({
        "sni:api.telegram.org, true",
        "sni:hooks.slack.com, true",
        "sni:web.telegram.org, false",
        "dns:api.telegram.org, false",
        "sni:notapi.telegram.org, false"
    })
    void byTheNameAskedFor(String evidence, boolean alert) {
        scene.happens(new Service(
                scene.seen(0, "telegram", "10.0.0.5", "192.0.2.1"),
                List.of("port:443", evidence),
                Service.Confidence.CERTAIN,
                true));
        assertEquals(alert ? List.of("bot-interface") : List.of(), scene.rules());
    }
}
