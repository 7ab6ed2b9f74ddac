package earshot.services;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import earshot.flow.Address;
import earshot.flow.Flow.Transport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServicesTest {
    private final Services services = Services.standard();

    @ParameterizedTest(name = "{0} is {1}, {2}, {3}")
    @CsvSource({
        "e13.whatsapp.net, whatsapp, CHAT, SURE",
        "whatsapp.net, whatsapp, CHAT, SURE",
        "WhatsApp.NET., whatsapp, CHAT, SURE",
        "mmg.whatsapp.net, whatsapp, MEDIA, SURE",
        "media-fra3-1.cdn.whatsapp.net, whatsapp, MEDIA, SURE",
        "turn3.voip.signal.org, signal, CALL, SURE",
        "login.oscar.aol.com, aim, CHAT, SURE",
        "cs101.msg.dcn.yahoo.com, yahoo, CHAT, SURE",
        "scs.msg.sc5.yahoo.com, yahoo, CHAT, SURE",
        "c-flightproxy-euno-01-teams.cloudapp.net, teams, CALL, SURE",
        "teams.skype.com, teams, CHAT, SURE",
        "api.skype.com, skype, CHAT, SURE",
        "feelinsonice-hrd.appspot.com, snapchat, CHAT, SHARED",
        "graph.facebook.com, messenger, CHAT, WEAK",
        "edge-mqtt.facebook.com, messenger, CHAT, SURE",
        "irc.company.example, irc, CHAT, WEAK",
    })
    void aHostIsFoundByTheLongestNameThatItEndsWith(String host, String id, Role role, Strength strength) {
        Match match = services.host(host);
        assertNotNull(match, host);
        assertEquals(
                id + " " + role + " " + strength, match.service().id() + " " + match.role() + " " + match.strength());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "net",
                "notwhatsapp.net",
                "whatsapp.net.evil.example",
                "yahoo.com",
                "mail.yahoo.com",
            })
    void otherHostsAreNobodys(String host) {
        Match match = services.host(host);
        assertNull(match, host);
    }

    @Test
    void portsAreHints() {
        assertEquals(List.of("aim", "icq"), ids(services.port(Transport.TCP, 5190)));
        assertEquals(List.of(), ids(services.port(Transport.TCP, 443)));
    }

    private static List<String> ids(List<Service> services) {
        return services.stream().map(Service::id).toList();
    }

    @ParameterizedTest
    @CsvSource({
        "149.154.167.91, telegram, SHARED",
        "2603:1063:0:1::1, teams, SHARED",
        "178.209.40.1, threema, WEAK",
        "8.8.8.8, '', ",
    })
    void rangesAreGuesses(String address, String id, Strength strength) {
        Match match = services.range(Address.parse(address));
        assertEquals(id, match == null ? "" : match.service().id());
        if (match != null) assertEquals(strength, match.strength());
    }

    /// The promise of the file's head, held for every line of it.
    @Test
    void everyHostHasASourceAndOneService() {
        Map<String, String> owners = new HashMap<>();
        for (Service service : services.all()) {
            for (Service.Host host : service.hosts()) {
                assertFalse(host.sources().isEmpty(), host.name());
                assertNull(owners.put(host.name(), service.id()), host.name());
            }
        }
        assertTrue(owners.size() > 300, "hosts: " + owners.size());
    }

    @Test
    void aUsersFileAddsTakesOverAndTakesAway(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("ours.txt");
        Files.writeString(file, """
                # what we run ourselves
                service mattermost
                  host chat.company.example chat ours
                  tcp 8065
                service company-chat
                  title Our own
                  host web.whatsapp.com web takes-it-over
                  not  mmg.whatsapp.net
                  range 10.1.0.0/16
                """);
        Services with = Services.with(file);
        assertEquals("mattermost", with.host("chat.company.example").service().id());
        assertEquals("Mattermost", with.service("mattermost").title());
        assertEquals("company-chat", with.host("web.whatsapp.com").service().id());
        assertNull(with.host("x.mmg.whatsapp.net"));
        assertEquals("whatsapp", with.host("e1.whatsapp.net").service().id());
        assertEquals(
                "company-chat", with.range(Address.parse("10.1.2.3")).service().id());
        assertNull(services.host("chat.company.example"), "the standard ones stay as they are");
    }

    @ParameterizedTest
    @CsvSource({
        "host a.example chat, stands before the first",
        "service Upper, an ID is",
        "service x ~ host a.example, needs a name and a role",
        "service x ~ host a.example talk, a role is",
        "service x ~ host a/b chat, no host name",
        "service x ~ tcp 70000, no port",
        "service x ~ range 10.0.0.0/33, a range is written",
        "service x ~ encrypted perhaps, is no",
        "service x ~ hots a.example chat, no line begins with 'hots'",
    })
    void aMistakeIsSaidWithItsLine(String text, String says, @TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("bad.txt"), text.replace(" ~ ", "\n"));
        String message =
                assertThrows(ServicesException.class, () -> Services.with(file)).getMessage();
        assertTrue(message.contains(says) && message.contains("bad.txt, line "), message);
    }
}
