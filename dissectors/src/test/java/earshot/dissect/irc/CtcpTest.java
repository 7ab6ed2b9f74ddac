package earshot.dissect.irc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import earshot.event.ImEvent.Client;
import earshot.text.MircFormatting;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CtcpTest {
    private static final Ctcp HI = new Ctcp("", "hi");

    @Test
    void wordsAndRequestsAreToldApart() {
        assertEquals(List.of(HI), Ctcp.parts("hi"));
        assertEquals(List.of(new Ctcp("ACTION", "waves")), Ctcp.parts("\u0001ACTION waves\u0001"));
        assertEquals(List.of(new Ctcp("ACTION", "waves")), Ctcp.parts("\u0001action waves"));
        assertEquals(List.of(new Ctcp("VERSION", "")), Ctcp.parts("\u0001VERSION\u0001"));
        assertEquals(List.of(HI, new Ctcp("VERSION", "")), Ctcp.parts("hi\u0001VERSION\u0001"));
        assertEquals(
                List.of(new Ctcp("PING", "1"), new Ctcp("", " hi "), new Ctcp("VERSION", "")),
                Ctcp.parts("\u0001PING 1\u0001 hi \u0001VERSION\u0001"));
        assertEquals(List.of(new Ctcp("?", "")), Ctcp.parts("\u0001"));
        assertEquals(
                List.of(),
                Ctcp.parts("\u0001\u0001".substring(1) + "").stream()
                        .filter(Ctcp::plain)
                        .toList());
    }

    @Test
    void lowQuotesAreUndoneAndBackslashesStay() {
        assertEquals(List.of(new Ctcp("", "a\rb\nc\0d\u0010e")), Ctcp.parts("a\u0010rb\u0010nc\u00100d\u0010\u0010e"));
        assertEquals(
                List.of(new Ctcp("ACTION", "\\o/ C:\\autoexec")), Ctcp.parts("\u0001ACTION \\o/ C:\\autoexec\u0001"));
    }

    @Test
    void coloursGoAndDigitsStay() {
        assertEquals("plain", MircFormatting.removed("plain"));
        assertEquals(
                "bold red on 12 1st", MircFormatting.removed("\u0002bold\u0002 \u000304,01red\u0003 on 12 \u000f1st"));
        assertEquals("3 apples, 4", MircFormatting.removed("\u0003053 apples\u0003, 4"));
        assertEquals(",x", MircFormatting.removed("\u00031,x"));
        assertEquals("hex 12345", MircFormatting.removed("\u0004ff0000,00FF00hex\u0004 \u000412345"));
        assertEquals("abcde", MircFormatting.removed("\u001da\u001fb\u001ec\u0011d\u0016e"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "irssi v1.4.3                                    | irssi     | 1.4.3    | ''",
                "irssi v0.8.15 - running on Linux x86_64         | irssi     | 0.8.15   | Linux",
                "mIRC v7.32 Khaled Mardam-Bey                    | mIRC      | 7.32     | ''",
                "WeeChat 3.8 (Dec 18 2022)                       | WeeChat   | 3.8      | ''",
                "HexChat 2.9.6 [x64] / Windows 8                 | HexChat   | 2.9.6    | Windows",
                "BitchX-1.2c01+ by panasync - Linux 3.2          | BitchX    | 1.2c01+  | Linux",
                "Purple IRC                                      | Purple IRC | ''      | ''",
                "ChatZilla 0.9.93 [Firefox 52.0/2017]            | ChatZilla | 0.9.93   | ''",
                "Quassel IRC v0.12.4 (built on FreeBSD)          | Quassel IRC | 0.12.4 | FreeBSD",
                "Colloquy 2.4.3 (6152) - Mac OS X 10.12 (Intel)  | Colloquy  | 2.4.3    | Mac OS X"
            })
    void aProgramNamesItself(String answer, String name, String version, String system) {
        assertEquals(new Client(name, version, system), ClientEvidence.version(answer));
    }

    @Test
    void someProgramsSayTheirOwnGoodbye() {
        assertEquals(new Client("WeeChat", "3.8", ""), ClientEvidence.goodbye("Quit: WeeChat 3.8"));
        assertEquals(new Client("Konversation", "", ""), ClientEvidence.goodbye("Konversation terminated!"));
        assertNull(ClientEvidence.goodbye("shift over"));
    }
}
