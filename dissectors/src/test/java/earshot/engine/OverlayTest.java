package earshot.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import earshot.bytes.Cursor;
import earshot.dissect.Dissection;
import earshot.dissect.Dissector;
import earshot.dissect.Opening;
import earshot.dissect.Out;
import earshot.dissect.Verdict;
import earshot.event.Account;
import earshot.event.ImEvent.Message;
import earshot.flow.Direction;
import earshot.flow.Flow.Transport;
import earshot.kit.Dialogue;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Ciphertext is never shown as text, even where a protocol's reader has never heard of it.
class OverlayTest {
    /// Each datagram is what somebody said.
    private static final class Plain implements Dissector {
        @Override
        public String name() {
            return "plain";
        }

        @Override
        public boolean over(Transport transport) {
            return transport == Transport.UDP;
        }

        @Override
        public boolean mayBegin(Direction side, int firstByte) {
            return true;
        }

        @Override
        public Verdict recognise(Opening opening) {
            return Verdict.YES;
        }

        @Override
        public Dissection begin(Out out) {
            return new Dissection() {
                @Override
                public int frame(Direction from, Cursor in) {
                    return in.remaining();
                }

                @Override
                public void message(Direction from, Cursor in) {
                    String text = in.text(in.remaining(), StandardCharsets.UTF_8);
                    out.emit(Message.from(out.seen(), Account.of("ann"))
                            .to(Account.of("bob"))
                            .text(text)
                            .build());
                }
            };
        }
    }

    private static List<String> said(String text) {
        return Dialogue.udp(9).with(new Plain()).client(text).lines();
    }

    @Test
    void ciphertextIsMeasured() {
        assertEquals(List.of("message chat delivered ann -> bob otr 16 bytes"), said("?OTR:AAMDJ+MVmS."));
    }

    @Test
    void theInvisibleOfferIsLeftOut() {
        String offer = " \t  \t\t\t\t \t \t \t    \t\t  \t\t";
        assertEquals(List.of("message chat delivered ann -> bob \"hi\""), said("hi" + offer));
    }

    @Test
    void wordsAreLeftAlone() {
        assertEquals(List.of("message chat delivered ann -> bob \"?OTR is nice\""), said("?OTR is nice"));
    }
}
