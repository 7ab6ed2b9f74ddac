package earshot.dissect.irc.dcc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import earshot.dissect.irc.dcc.DccOffer.Kind;
import earshot.flow.Address;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DccOfferTest {
    /// text | kind | name | address | port | size | token
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "SEND a.txt 3221226219 5000 11               | SEND   | a.txt         | 192.0.2.235 | 5000 | 11  | ''",
                "SEND \"my file.txt\" 3221226219 5000 11     | SEND   | my file.txt   | 192.0.2.235 | 5000 | 11  | ''",
                "SEND my file.txt 3221226219 5000 11         | SEND   | my file.txt   | 192.0.2.235 | 5000 | 11  | ''",
                "send 2024 report.txt 3221226219 5000 11     | SEND   | 2024 report.txt | 192.0.2.235 | 5000 | 11 | ''",
                "SEND a.txt -1073741077 5000 11              | SEND   | a.txt         | 192.0.2.235 | 5000 | 11  | ''",
                "SEND a.txt 192.0.2.235 5000                 | SEND   | a.txt         | 192.0.2.235 | 5000 | -1  | ''",
                "TSEND a.txt 2001:db8::1 5000 11             | SEND   | a.txt         | 2001:db8::1 | 5000 | 11  | ''",
                "SEND a.txt 3221226219 0 11 42               | SEND   | a.txt         | 192.0.2.235 | 0    | 11  | 42",
                "SEND a.txt 0 5000 11                        | SEND   | a.txt         | -           | 5000 | 11  | ''",
                "RESUME file.ext 5000 7                      | RESUME | file.ext      | -           | 5000 | 7   | ''",
                "ACCEPT file.ext 0 7 42                      | ACCEPT | file.ext      | -           | 0    | 7   | 42",
                "RESUME \"my file.txt\" 5000 7               | RESUME | my file.txt   | -           | 5000 | 7   | ''",
                "CHAT chat 3221226219 5000                   | CHAT   | chat          | 192.0.2.235 | 5000 | -1  | ''",
                "CHAT CHAT 3221226219 0 42                   | CHAT   | CHAT          | 192.0.2.235 | 0    | -1  | 42",
                "XMIT clear 3221226219 5000 a.txt 11         | XMIT   | a.txt         | 192.0.2.235 | 5000 | 11  | ''",
                "REJECT SEND a.txt                           | REJECT | a.txt         | -           | 0    | -1  | ''"
            })
    void offersAndAnswers(String text, Kind kind, String name, String address, int port, long size, String token) {
        DccOffer offer = DccOffer.read(text);
        Address expected = address == null ? null : Address.parse(address);
        assertEquals(new DccOffer(kind, name, expected, port, size, token, false), offer);
    }

    @Test
    void someAreInsideTls() {
        assertEquals(true, DccOffer.read("SCHAT chat 3221226219 5000").secure());
        assertEquals(true, DccOffer.read("SSEND a.txt 3221226219 5000 11").secure());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "SEND",
                "SEND a.txt",
                "SEND a.txt host 5000 11",
                "SEND a.txt 3221226219 70000 11",
                // What once crashed routers and clients: the quotation mark has no end.
                "SEND \"x 0 0 0",
                "RESUME a.txt",
                "RESUME a.txt 5000 -7",
                "LIST",
                "CHAT chat"
            })
    void noOffers(String text) {
        assertNull(DccOffer.read(text));
    }
}
