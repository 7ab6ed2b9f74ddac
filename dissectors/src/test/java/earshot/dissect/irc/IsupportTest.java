package earshot.dissect.irc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class IsupportTest {
    private final Isupport rules = new Isupport();

    private void says(String tokens) {
        rules.read(Line.read(":irc.t 005 ann " + tokens + " :are supported by this server"));
    }

    @Test
    void namesAreComparedByTheServersRules() {
        assertTrue(rules.same("Ann[a]~", "ann{a}^"));
        says("CASEMAPPING=ascii");
        assertTrue(rules.same("ANN", "ann"));
        assertFalse(rules.same("ann[a]", "ann{a}"));
        says("CASEMAPPING=strict-rfc1459");
        assertTrue(rules.same("ann[a]", "ann{a}"));
        assertFalse(rules.same("ann~", "ann^"));
    }

    @Test
    void aStatusBeforeAChannelIsNotPartOfItsName() {
        assertEquals("#ops", rules.withoutStatus("@#ops"));
        assertEquals("#ops", rules.withoutStatus("@+#ops"));
        assertEquals("#ops", rules.withoutStatus("+#ops"));
        assertEquals("+ops", rules.withoutStatus("+ops"));
        assertEquals("&ops", rules.withoutStatus("&ops"));
        assertEquals("&ops", rules.withoutStatus("@&ops"));
        assertEquals("ann", rules.withoutStatus("ann"));
        assertEquals("@", rules.withoutStatus("@"));
        says("CHANTYPES=# STATUSMSG=~&@%+");
        assertEquals("#ops", rules.withoutStatus("&#ops"));
        assertFalse(rules.channel("&ops"));
    }

    @Test
    void theNetworkHasAName() {
        assertEquals("", rules.network());
        says("NETWORK=My\\x20Net CHANTYPES=#");
        assertEquals("My Net", rules.network());
    }

    @Test
    void statusAndModesAreTheServers() {
        says("PREFIX=(Yqaohv)!~&@%+ CHANMODES=IXbeg,k,Hfjl,ACKMORTcimnprstz");
        assertEquals(2, rules.statusLength("!@ann"));
        assertTrue(
                rules.takesArgument('o', false) && rules.takesArgument('b', true) && rules.takesArgument('k', false));
        assertTrue(rules.takesArgument('l', true));
        assertFalse(rules.takesArgument('l', false));
        assertFalse(rules.takesArgument('n', true));
        assertTrue(rules.status('Y'));
        // Damaged: as many letters as signs, or nothing.
        says("PREFIX=(ov)@");
        assertTrue(rules.status('Y'));
    }
}
