package earshot.detect.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import earshot.detect.Scene;
import earshot.detect.Tuning;
import earshot.event.ImEvent.Alert.Severity;
import earshot.event.ImEvent.Host;
import earshot.event.ImEvent.Session.State;
import java.util.List;
import org.junit.jupiter.api.Test;

class AddressClaimsTest {
    private static final String GATE = "192.0.2.1", ONE = "aa:00:00:00:00:01", TWO = "bb:00:00:00:00:02";
    private final Scene scene = new Scene(new AddressClaims(Tuning.DEFAULT));

    private AddressClaimsTest claims(double second, String mac) {
        scene.happens(new Host(scene.seen(second), GATE, mac, "", "arp"));
        return this;
    }

    @Test
    void twoWithinASecond() {
        claims(0, ONE).claims(0.5, TWO);
        assertEquals(List.of("address-two-machines"), scene.rules());
        assertEquals(Severity.MEDIUM, scene.end().getFirst().severity());
        assertTrue(scene.end().getFirst().attack().contains("T1557.002"));
    }

    @Test
    void underASessionItIsWorse() {
        scene.session(0, "10.0.0.5", "ann", State.STARTED, "");
        claims(1, ONE).claims(2, TWO);
        assertEquals(Severity.HIGH, scene.end().getFirst().severity());
    }

    @Test
    void backAndForth() {
        claims(0, ONE).claims(300, TWO).claims(500, ONE);
        assertEquals(List.of("address-two-machines"), scene.rules());
    }

    @Test
    void anAddressMayGoToAnotherMachineLater() {
        claims(0, ONE).claims(1800, TWO);
        assertEquals(List.of(), scene.rules());
    }

    /// VRRP: routers share the address by design.
    @Test
    void routersThatShareAnAddress() {
        claims(0, "00:00:5e:00:01:0a").claims(1, ONE).claims(2, "00:00:5e:00:01:0a");
        assertEquals(List.of(), scene.rules());
    }
}
