package earshot.detect.outbreak;

import earshot.detect.Detector;
import earshot.detect.Detectors;
import earshot.event.Account;
import earshot.event.Frames;
import earshot.event.ImEvent;
import earshot.event.ImEvent.Client;
import earshot.event.ImEvent.Contact;
import earshot.event.ImEvent.Message;
import earshot.event.ImEvent.Session;
import earshot.event.Seen;
import earshot.flow.Address;
import earshot.flow.Endpoint;
import earshot.flow.Flow;
import java.util.List;

/// What the detectors hold in memory when very many accounts sign on, list each other and send links: run by itself
/// it prints the heap used after each million, `MillionAccounts [millions]`. The second million should cost nothing.
public final class MillionAccounts {
    private static final int MILLION = 1_000_000;

    private final List<Detector> detectors = Detectors.fresh();
    private long alerts, frame;

    private MillionAccounts() {}

    public static void main(String[] args) {
        int millions = args.length > 0 ? Integer.parseInt(args[0]) : 2;
        MillionAccounts all = new MillionAccounts();
        System.out.printf("at first: %d MB%n", used());
        for (int m = 0; m < millions; m++) {
            long began = System.nanoTime();
            for (int i = 0; i < MILLION; i++) all.account(m * MILLION + i);
            long nanos = System.nanoTime() - began;
            System.out.printf(
                    "after %d million accounts, %d events: %d MB, %d ns an event, %d forgotten, %d alerts%n",
                    m + 1,
                    all.frame,
                    used(),
                    nanos / (6L * MILLION),
                    all.detectors.stream().mapToLong(Detector::evicted).sum(),
                    all.alerts);
        }
    }

    private void account(int i) {
        Account who = Account.of("account" + i), other = Account.of("account" + (i * 31L + 7) % (i + 1));
        Seen seen = seen(i);
        happens(new Session(seen, Session.State.STARTED, who, Client.UNKNOWN, "", ""));
        happens(new Contact(seen, who, other, "", List.of(), Contact.State.LISTED));
        happens(new Contact(seen, who, Account.of("friend" + i % 1000), "", List.of(), Contact.State.LISTED));
        for (int k = 0; k < 3; k++) {
            happens(Message.from(seen, who)
                    .to(other)
                    .text("message number " + k + " of this account about www.site" + i * 3L + k + ".example/page")
                    .leg(Message.Leg.SENT)
                    .build());
        }
    }

    private Seen seen(int i) {
        Address client = Address.v4(0x0a00_0000 | i & 0xff_ffff);
        Flow flow = new Flow(
                Flow.Transport.TCP,
                new Endpoint(client, 40_000),
                new Endpoint(Address.v4(0xc000_0201), 5190),
                0,
                0,
                1,
                1,
                1,
                false);
        // A million accounts in a working day.
        return new Seen(
                1_700_000_000_000_000_000L + i * 30_000_000L, Frames.of(frame + 1), flow, "", "oscar", "aim", "");
    }

    private void happens(ImEvent event) {
        frame++;
        for (Detector detector : detectors) detector.observe(event, "e" + frame, _ -> alerts++);
    }

    private static long used() {
        for (int i = 0; i < 3; i++) System.gc();
        Runtime runtime = Runtime.getRuntime();
        return (runtime.totalMemory() - runtime.freeMemory()) >> 20;
    }
}
