package earshot.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OverlaysTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "?OTR:AAMDJ+MVmSf.                                   | otr",
                "?OTR,1,3,?OTR:AAIDAAAAAAE,                          | otr",
                "'?OTR?'                                             | otr",
                "?OTR?v2?                                            | otr",
                "?OTRv23? ann has requested a private conversation   | otr",
                "?OTR Error: not in a private conversation           | otr",
                "+OK 9ciwK/vn8As0xVkPD1LV3lk.                        | fish",
                "+OK *MDEyMzQ1Njc4OWFiY2RlZg==                       | fish",
                "mcps 9ciwK/vn8As0                                   | mircryption",
                "MCPS2 MDEyMzQ1Njc4OWFiY2RlZg==                      | mircryption",
                "----Secured@hell----AbC=                            | secureim",
                "-----BEGIN PGP MESSAGE-----                         | pgp",
                "-----BEGIN PGP PUBLIC KEY BLOCK-----                | pgp",
                "'for you:⏎-----BEGIN PGP MESSAGE-----⏎hQEMA'        | pgp",
                "<HTML><BODY>?OTR:AAMDJ+MVmSf.</BODY></HTML>         | otr",
                "<b>?OTRv3?</b>                                      | otr",
                "'?OTR|5a73a599|27e31597,1,3,?OTR:AAMD,'            | otr",
                "'Content-Type: application/pkcs7-mime; smime-type=encrypted-data' | smime",
                "*** Encrypted with the Gaim-Encryption plugin       | pidgin-encryption",
                "--- Encrypted with the Gaim-Encryption plugin       | pidgin-encryption",
                "'*** Encrypted with the Gaim-Encryption plugin <A HREF=\": Msg:S0123456789:R0123456789: Len 4:abcd\"></A>'"
                        + " | pidgin-encryption",
                "*** Encrypted : Msg:S0123456789:R0123456789: Len 4: | pidgin-encryption"
            })
    void armourIsNamed(String line, String scheme) {
        assertEquals(scheme, Overlays.scheme(line.replace('⏎', '\n')));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "?OTR is what we should use",
                "?OTRvery private",
                "+OK see you there",
                "+OK fine",
                "mcps is a nuisance",
                "DH1080_INIT failed again",
                "-----BEGIN PGP SIGNED MESSAGE-----",
                "----",
                "*** Encrypted things are fun",
                "he wrote -----BEGIN PGP MESSAGE----- in the middle of it",
                "<b>hello</b>",
                "<again>",
                "Content-Type: text/plain",
                "hello"
            })
    void wordsStayWords(String line) {
        assertEquals("", Overlays.scheme(line));
    }

    @Test
    void aKeyExchangeIsFishs() {
        assertEquals("fish", Overlays.scheme("DH1080_INIT " + "A".repeat(181) + " CBC"));
    }

    @Test
    void theOfferGoesAndTheWordsStay() {
        String tag = " \t  \t\t\t\t \t \t \t  ", two = "  \t\t  \t ", three = "  \t\t  \t\t";
        assertEquals("hi", Overlays.withoutOffer("hi" + tag + three));
        assertEquals("hi there", Overlays.withoutOffer("hi" + tag + two + three + " there"));
        assertEquals("a \t b", Overlays.withoutOffer("a \t b"));
    }
}
