package earshot.report.block;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import earshot.services.Service;
import earshot.services.Services;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Block lists, and what the programs that are to read them say of them.
class FormatTest {
    private static final List<String> ERA = List.of("aim", "msn", "yahoo", "icq");

    @TempDir
    Path folder;

    private static String text(String format, String... services) {
        List<Service> known =
                Stream.of(services).map(Services.standard()::service).toList();
        return Format.of(format).text(BlockList.of(known, true));
    }

    private static String[] everything() {
        return Services.standard().all().stream().map(Service::id).toArray(String[]::new);
    }

    /// The table of Akonix, 2003, row by row: what to block, and what says so.
    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource(delimiter = '|', textBlock = """
                    aim   | files, images            | nftables | tcp dport [^}]*\\b4443\\b
                    aim   | all, on all ports        | unbound  | local-zone: "oscar.aol.com." always_nxdomain
                    aim   | all, on all ports        | squid    | dstdomain \\.oscar\\.aol\\.com
                    aim   | all, on all ports        | suricata | content:"\\.login\\.oscar\\.aol\\.com"
                    msn   | files                    | nftables | tcp dport [^}]*\\b6891\\b
                    msn   | voice and video          | nftables | udp dport [^}]*\\b13324, 13325\\b
                    msn   | sharing of applications  | nftables | tcp dport [^}]*\\b1503\\b
                    msn   | every host               | unbound  | local-zone: "msgr.hotmail.com." always_nxdomain
                    yahoo | all                      | squid    | dstdom_regex -i \\^\\.\\*\\\\\\.msg\\\\\\.\\.\\*\\\\\\.yahoo\\\\\\.com\\$
                    yahoo | all                      | pac      | shExpMatch\\(host, "\\*\\.msg\\.\\*\\.yahoo\\.com"\\)
                    icq   | files                    | nftables | tcp dport [^}]*\\b3574\\b
                    icq   | sharing of files, images | nftables | tcp dport [^}]*\\b7320\\b
                    icq   | all                      | suricata | content:"\\.login\\.icq\\.com"
                    """)
    void theFoundingTable(String service, String what, String format, String rule) {
        String text = text(format, service);
        assertTrue(java.util.regex.Pattern.compile(rule).matcher(text).find(), text);
    }

    @Test
    void aNameServerIsNotAskedTwiceForTheSame() {
        String text = text("unbound", "aim");
        assertFalse(text.contains("login.oscar.aol.com"), "it is below oscar.aol.com: " + text);
    }

    @Test
    void whatALanguageCannotStopIsSaid() {
        assertTrue(text("rpz", "yahoo").contains("; cannot be said in a zone: *.msg.*.yahoo.com"));
        assertTrue(text("nftables", "aim").contains("# not stopped by this rule, but by name: oscar.aol.com"));
    }

    /// Who blocks a console's chat does not mean its games.
    @Test
    void whatOthersShareIsLeftOpenUnlessAskedFor() {
        Service xbox = Services.standard().service("xbox-chat");
        String careful = Format.of("squid").text(BlockList.of(List.of(xbox), false));
        assertTrue(careful.contains("# left open, as others use them too: xboxlive.com xboxservices.com"), careful);
        assertFalse(careful.contains("dstdomain .xboxservices.com"), careful);
        assertTrue(text("squid", "xbox-chat").contains("dstdomain .xboxservices.com"));
    }

    static List<String> formats() {
        return Format.ALL.stream().map(Format::name).toList();
    }

    @ParameterizedTest
    @MethodSource("formats")
    void theSameListGivesTheSameText(String format) {
        assertEquals(text(format, everything()), text(format, everything()));
        assertTrue(text(format, everything()).endsWith("\n"));
    }

    /// Each program's own check of everything that is known.
    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
                    nftables | nft -c -f FILE
                    unbound  | unbound-checkconf FILE
                    rpz      | named-checkzone rpz.earshot FILE
                    dnsmasq  | dnsmasq --test -C FILE
                    iptables | sh -n FILE
                    """)
    void theProgramsThemselvesTakeIt(String format, String command) throws Exception {
        Path file = folder.resolve("list." + format);
        Files.writeString(file, text(format, everything()));
        check(command.replace("FILE", file.toString()).split(" "));
    }

    /// The script decides as a browser would ask it: with the browser's own two functions.
    @Test
    void aBrowserTakesIt() throws Exception {
        Path script = folder.resolve("list.js");
        Files.writeString(script, """
                function dnsDomainIs(h, d) { return h.endsWith(d); }
                function shExpMatch(h, p) {
                  return new RegExp('^' + p.split('*').map(s => s.replace(/[.]/g, '[.]')).join('.*') + '$').test(h);
                }
                %s
                const blocked = h => FindProxyForURL('', h) != 'DIRECT';
                const right = blocked('login.oscar.aol.com') && blocked('cs1.msg.dcn.yahoo.com') && !blocked('example.org');
                process.exit(right ? 0 : 1);
                """.formatted(text("pac", everything())));
        check("node", script.toString());
    }

    @Test
    void squidTakesIt() throws Exception {
        Path list = folder.resolve("list.conf"), conf = folder.resolve("squid.conf");
        Files.writeString(list, text("squid", everything()));
        Files.writeString(conf, "http_port 3128\npid_filename none\ninclude " + list + "\nhttp_access allow all\n");
        check("squid", "-k", "parse", "-f", conf.toString());
    }

    @Test
    void suricataTakesIt() throws Exception {
        Path rules = folder.resolve("list.rules");
        Files.writeString(rules, text("suricata", everything()));
        Path conf = Path.of("/etc/suricata/suricata.yaml");
        Assumptions.assumeTrue(Files.exists(conf), "suricata is not installed");
        check("suricata", "-T", "-c", conf.toString(), "-S", rules.toString(), "-l", folder.toString());
    }

    private static void check(String... command) throws IOException, InterruptedException {
        boolean here = Stream.of(System.getenv("PATH").split(":"), new String[] {"/usr/sbin", "/sbin"})
                .flatMap(Stream::of)
                .anyMatch(place -> Files.isExecutable(Path.of(place, command[0])));
        Assumptions.assumeTrue(here, command[0] + " is not installed");
        ProcessBuilder program = new ProcessBuilder(command).redirectErrorStream(true);
        program.environment().merge("PATH", "/usr/sbin:/sbin", (path, more) -> path + ":" + more);
        Process process = program.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(process.waitFor(60, TimeUnit.SECONDS), "no answer");
        Assumptions.assumeFalse(
                said.contains("Operation not permitted") || said.contains("you must be root"),
                command[0] + " needs more rights");
        assertEquals(0, process.exitValue(), () -> String.join(" ", command) + ":\n" + said);
    }

    @Test
    void everyFoundingServiceIsKnown() {
        for (String id : ERA) assertTrue(Services.standard().service(id) != null, id);
    }
}
