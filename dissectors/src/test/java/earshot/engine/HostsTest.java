package earshot.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import earshot.event.Frames;
import earshot.event.ImEvent;
import earshot.event.Seen;
import org.junit.jupiter.api.Test;

class HostsTest {
    private static final Seen SEEN = new Seen(0, Frames.of(1), null, "", "arp", "", "");

    private final Hosts hosts = new Hosts(3);

    private boolean news(String address, String mac, String name) {
        return news(0, address, mac, name, "arp");
    }

    private boolean news(int source, String address, String mac, String name, String by) {
        return hosts.isNews(new Hosts.Claim(source, new ImEvent.Host(SEEN, address, mac, name, by)));
    }

    @Test
    void firstSeenAndEveryChangeIsNews() {
        assertTrue(news("192.0.2.1", "a", ""));
        assertFalse(news("192.0.2.1", "a", ""));
        assertTrue(news("192.0.2.1", "b", ""), "another machine claims the address");
        assertTrue(news("192.0.2.1", "a", ""), "and the first again");
        assertTrue(news("192.0.2.1", "a", "ann-pc"));
        assertFalse(news("192.0.2.1", "", "ann-pc"), "what is left out is no change");
        assertFalse(news("192.0.2.1", "a", ""));
    }

    @Test
    void aMachineMayHaveSeveralNames() {
        assertTrue(news("192.0.2.1", "", "ann-pc"));
        assertTrue(news("192.0.2.1", "", "printer"));
        assertFalse(news("192.0.2.1", "", "ann-pc"));
        for (int i = 0; i < 8; i++) assertTrue(news("192.0.2.1", "", "name " + i));
        assertTrue(news("192.0.2.1", "", "ann-pc"), "pushed out by eight others");
    }

    @Test
    void sourcesAndWaysOfKnowingAreKeptApart() {
        assertTrue(news(0, "192.0.2.1", "a", "", "arp"));
        assertTrue(news(1, "192.0.2.1", "a", "", "arp"));
        assertTrue(news(0, "192.0.2.1", "a", "", "dhcp"));
    }

    @Test
    void theMachineHeardOfLongestAgoIsForgottenFirst() {
        for (int i = 1; i <= 3; i++) assertTrue(news("192.0.2." + i, "a", ""));
        assertFalse(news("192.0.2.1", "a", ""));
        assertTrue(news("192.0.2.4", "a", ""));
        assertEquals(1, hosts.evicted());
        assertFalse(news("192.0.2.1", "a", ""));
        assertTrue(news("192.0.2.2", "a", ""));
    }
}
