package earshot.detect.outbreak;

import earshot.event.Account;
import earshot.event.Frames;
import earshot.event.ImEvent;
import earshot.event.ImEvent.Contact;
import earshot.event.ImEvent.FileTransfer;
import earshot.event.ImEvent.Message;
import earshot.event.Seen;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Properties;
import java.util.Random;
import java.util.Set;
import java.util.function.BiConsumer;

/// A simulated office: people with contact lists, who chat, share links and documents, announce things and pass
/// jokes on; newsletters and answering bots; and, if wanted, one worm. What it makes are events in the order of
/// time. `office.properties` holds every parameter (`-Doffice.people=100` sets one); the same seed
/// makes the same events.
public final class Office {
    private static final long SECOND = 1_000_000_000L, DAY = 86_400 * SECOND;
    private static final long MIDNIGHT = 1_700_006_400L * SECOND;
    private static final String[] WORDS =
            ("the a is it on for we you they was have not with this that from at be are or an will can all about "
                            + "lunch meeting report build server desk phone train weekend coffee project budget ticket "
                            + "draft review printer holiday monday tuesday friday office call later soon maybe sure thanks "
                            + "ok great numbers customer sales contract floor window keys parking table film music game")
                    .split(" ");
    private static final String[] LURES = {
        "look at this photo of you",
        "haha is this really you",
        "you must see what they wrote",
        "check out my new pictures",
        "omg this is so funny",
        "i found your picture here",
        "is that your car in this video",
        "remember the party last summer",
        "please vote for me on this page",
        "did you see what happened to our boss",
        "this screen saver is amazing",
        "hey try this little game",
        "somebody posted this about you"
    };

    private record Action(long time, long order, Runnable what) {}

    /// What a worm does; see the properties.
    public record Worm(
            String name,
            String kind,
            double gap,
            double reach,
            double click,
            double delay,
            boolean regular,
            boolean reactive) {}

    /// Who was infected, from whom, when.
    public record Infection(String victim, String from, long time) {}

    private final Properties is = properties();
    private final Random random;
    private final int people;
    private final Worm worm;
    private final BiConsumer<ImEvent, String> out;
    private final List<List<Integer>> contacts = new ArrayList<>();
    private final PriorityQueue<Action> queue = new PriorityQueue<>(
            (a, b) -> a.time != b.time ? Long.compare(a.time, b.time) : Long.compare(a.order, b.order));
    private final Map<Integer, Infection> infected = new HashMap<>();
    private final Set<Integer> active = new HashSet<>();
    private final Map<Integer, Set<Integer>> wormed = new HashMap<>();
    private final Map<String, Set<Integer>> knowJoke = new HashMap<>();
    private long now, order, frame;

    /// @param worm null for an ordinary week
    /// @param out takes each event and its id
    public Office(long seed, Worm worm, BiConsumer<ImEvent, String> out) {
        this.random = new Random(seed);
        this.worm = worm;
        this.out = out;
        this.people = (int) number("people");
    }

    private static Properties properties() {
        Properties properties = new Properties();
        try (InputStream in = Office.class.getResourceAsStream("office.properties")) {
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties;
    }

    /// The worms of the properties, by name.
    public static List<Worm> worms() {
        Properties properties = properties();
        return properties.stringPropertyNames().stream()
                .filter(name -> name.startsWith("worm."))
                .sorted()
                .map(name -> worm(name.substring(5), properties.getProperty(name)))
                .toList();
    }

    private static Worm worm(String name, String line) {
        Map<String, String> of = new HashMap<>();
        for (String pair : line.split(" "))
            of.put(pair.substring(0, pair.indexOf('=')), pair.substring(pair.indexOf('=') + 1));
        return new Worm(
                name,
                of.get("kind"),
                Double.parseDouble(of.get("gap")),
                Double.parseDouble(of.get("reach")),
                Double.parseDouble(of.get("click")),
                Double.parseDouble(of.get("delay")),
                of.containsKey("regular"),
                of.containsKey("reactive"));
    }

    private double number(String name) {
        return Double.parseDouble(System.getProperty("office." + name, is.getProperty(name)));
    }

    public int people() {
        return people;
    }

    public int days() {
        return (int) number("days");
    }

    public Map<Integer, Infection> infected() {
        return infected;
    }

    /// Makes the whole time pass.
    public void run() {
        befriend();
        for (int day = 0; day < days(); day++) plan(day);
        if (worm != null) {
            int first = random.nextInt(people);
            long begins = MIDNIGHT + ((long) number("outbreakDay")) * DAY + (36_000 + random.nextInt(7200)) * SECOND;
            at(begins, () -> infect(first, -1));
        }
        while (!queue.isEmpty()) {
            Action action = queue.poll();
            now = action.time;
            action.what.run();
        }
    }

    private void at(long time, Runnable what) {
        if (time < MIDNIGHT + days() * DAY) queue.add(new Action(time, order++, what));
    }

    private void after(double seconds, Runnable what) {
        at(now + (long) (seconds * 1e9), what);
    }

    private double exponential(double mean) {
        return -Math.log(1 - random.nextDouble()) * mean;
    }

    /// Preferential attachment: everybody new knows some, the more likely the more these know.
    private void befriend() {
        List<Integer> ends = new ArrayList<>();
        int each = (int) number("contactsEach");
        for (int i = 0; i < people; i++) {
            contacts.add(new ArrayList<>());
            for (int k = 0; k < Math.min(each, i); k++) {
                int other = ends.isEmpty() || random.nextInt(4) == 0
                        ? random.nextInt(i)
                        : ends.get(random.nextInt(ends.size()));
                if (other == i || contacts.get(i).contains(other)) continue;
                contacts.get(i).add(other);
                contacts.get(other).add(i);
                ends.add(i);
                ends.add(other);
            }
        }
        now = MIDNIGHT;
        for (int i = 0; i < people; i++) {
            Collections.shuffle(contacts.get(i), random);
            for (int contact : contacts.get(i)) {
                emit(new Contact(
                        seen(), account(name(i)), account(name(contact)), "", List.of(), Contact.State.LISTED));
            }
        }
    }

    private void plan(int day) {
        long begins = MIDNIGHT + day * DAY + ((long) number("workBegins")) * SECOND;
        for (int i = 0; i < people; i++) {
            int who = i;
            if (contacts.get(i).isEmpty()) continue;
            times(
                    number("dialogues"),
                    begins,
                    () -> dialogue(who, friend(who), 2 + random.nextInt(((int) number("sentences")) * 2)));
            times(number("announcements"), begins, () -> announce(who));
            times(number("documents"), begins, () -> document(who));
            times(number("questions"), begins, () -> ask(who));
        }
        times(
                number("memes"),
                begins,
                () -> meme(
                        random.nextInt(people),
                        "http://" + token(7) + ".example/" + token(5) + "/" + random.nextInt(9999),
                        sentence(4)));
        times(number("cascades"), begins, () -> cascade(random.nextInt(people)));
        for (int n = 0; n < number("newsletters"); n++) {
            int bot = n;
            at(begins + random.nextInt(3600) * SECOND, () -> newsletter(bot));
        }
    }

    private void times(double mean, long begins, Runnable what) {
        double length = number("workEnds") - number("workBegins");
        for (double t = exponential(length / mean); t < length; t += exponential(length / mean))
            at(begins + (long) (t * 1e9), what);
    }

    private int friend(int who) {
        List<Integer> all = contacts.get(who);
        // People talk most to the same few.
        return all.get((int) (all.size() * Math.pow(random.nextDouble(), 2)));
    }

    private void dialogue(int a, int b, int left) {
        say(name(a), name(b), random.nextDouble() < number("links") ? sentence(4) + " " + link() : sentence(7));
        if (left > 0) after(2 + exponential(number("pause")), () -> dialogue(b, a, left - 1));
    }

    private String link() {
        if (random.nextDouble() < number("popular")) {
            String[] hosts = {
                "www.youtube.com/watch?v=",
                "en.wikipedia.org/wiki/",
                "news.example.com/story/",
                "intranet.corp.example/page/"
            };
            return "http://" + hosts[random.nextInt(hosts.length)] + token(8);
        }
        return "http://www." + token(6) + ".com/" + token(4) + "/" + random.nextInt(500) + ".html";
    }

    private void announce(int who) {
        List<Integer> to = some(contacts.get(who), 3 + random.nextInt((int) number("announcedTo")));
        String text = sentence(8) + (random.nextInt(4) > 0 ? " http://intranet.corp.example/" + token(6) : "");
        double t = 0;
        for (int other : to) {
            after(t, () -> say(name(who), name(other), text));
            t += 1.5 + exponential(number("announcePause"));
        }
    }

    private void cascade(int who) {
        String text = sentence(8) + " http://intranet.corp.example/" + token(6);
        double t = 0;
        for (int lead : some(contacts.get(who), 4)) {
            after(t, () -> say(name(who), name(lead), text));
            double begins = t + 300 + exponential(1800);
            after(begins, () -> {
                double u = 0;
                for (int other : some(contacts.get(lead), 3 + random.nextInt(3))) {
                    after(u, () -> say(name(lead), name(other), text));
                    u += 4 + exponential(12);
                }
            });
            t += 4 + exponential(12);
        }
    }

    private void document(int who) {
        boolean program = random.nextDouble() < number("programs");
        String name = token(6) + (program ? ".exe" : random.nextBoolean() ? ".pdf" : ".jpg");
        long size = 10_000L + random.nextInt(500_000);
        for (int other : some(contacts.get(who), 1 + random.nextInt(2)))
            after(exponential(20), () -> offer(name(who), name(other), name, size));
    }

    private void ask(int who) {
        String bot = "helpbot" + random.nextInt((int) number("answering"));
        say(name(who), bot, "how do i " + sentence(3));
        String answer = "please read http://help.corp.example/faq/" + random.nextInt(20) + " it explains all that";
        after(0.4, () -> say(bot, name(who), answer));
    }

    private void newsletter(int bot) {
        String text = "todays headlines " + sentence(5) + " http://news" + bot + ".example.org/issue/" + token(6);
        double t = 0;
        for (int i = 0; i < number("subscribers"); i++) {
            int reader = (bot * 37 + i * 5) % people;
            after(t, () -> {
                say("newsletter" + bot, name(reader), text);
                if (random.nextInt(40) == 0)
                    after(exponential(1800), () -> meme(reader, text.substring(text.indexOf("http")), sentence(3)));
            });
            t += 0.3;
        }
    }

    private void meme(int who, String link, String words) {
        if (!knowJoke.computeIfAbsent(link, _ -> new HashSet<>()).add(who)) return;
        int style = random.nextInt(3);
        String text = style == 0 ? link : style == 1 ? sentence(4) + " " + link : words + " " + link;
        double t = 0;
        for (int other : some(contacts.get(who), 1 + random.nextInt((int) number("memeTo")))) {
            after(t, () -> {
                say(name(who), name(other), text);
                if (random.nextDouble() < number("memePassed"))
                    after(30 + exponential(number("memeDelay")), () -> meme(other, link, words));
            });
            t += 3 + exponential(30);
        }
    }

    // The worm.

    private void infect(int who, int from) {
        if (infected.containsKey(who)) return;
        infected.put(who, new Infection(name(who), from < 0 ? "" : name(from), now));
        active.add(who);
        if (worm.reactive) {
            // Its first victim is talkative.
            for (int other : contacts.get(who)) after(exponential(3600), () -> dialogue(other, who, 3));
            return;
        }
        List<Integer> to = new ArrayList<>(contacts.get(who));
        if (worm.reach < 1) to = some(to, Math.max(1, (int) (to.size() * worm.reach)));
        double t = 0;
        for (int other : to) {
            after(t, () -> wormTo(who, other));
            t += worm.regular || worm.gap < 5 ? worm.gap * (0.95 + 0.1 * random.nextDouble()) : exponential(worm.gap);
        }
    }

    private void wormTo(int who, int other) {
        if (worm.kind.equals("file"))
            offer(name(who), name(other), "Photo_Album" + random.nextInt(90) + ".exe", 38_912);
        else say(name(who), name(other), lure(who, other));
        if (random.nextDouble() < worm.click && !infected.containsKey(other)) {
            double delay = worm.delay * Math.exp(random.nextGaussian() * 0.6);
            after(delay, () -> infect(other, who));
        }
    }

    private String lure(int who, int other) {
        return switch (worm.kind) {
            case "link" -> LURES[0] + " http://pics.albumshare.example/show.php?id=77";
            case "address" -> LURES[1] + " http://10.1." + who % 250 + "." + (who / 250 + 1) + ":8180/view";
            case "personal" ->
                LURES[2] + " http://pics.albumshare.example/show.php?user=" + name(other) + "@corp.example";
            case "texts" ->
                LURES[random.nextInt(LURES.length)] + " http://pics.albumshare.example/" + token(6) + "/show.php?id="
                        + random.nextInt(99_999);
            default -> throw new IllegalArgumentException(worm.kind);
        };
    }

    // Events.

    private void say(String from, String to, String text) {
        Message message = Message.from(seen(), account(from))
                .to(account(to))
                .text(text)
                .leg(Message.Leg.SENT)
                .build();
        emit(message);
        if (number("hops") == 2) {
            Message arriving = Message.from(seen(), account(from))
                    .to(account(to))
                    .text(text)
                    .leg(Message.Leg.DELIVERED)
                    .build();
            emit(arriving);
        }
        // The worm answers whoever writes, once.
        if (worm == null || !worm.reactive || !to.startsWith("user") || !from.startsWith("user")) return;
        int victim = Integer.parseInt(to.substring(4)), writer = Integer.parseInt(from.substring(4));
        if (active.contains(victim)
                && wormed.computeIfAbsent(victim, _ -> new HashSet<>()).add(writer)) {
            after(1 + random.nextDouble(), () -> wormTo(victim, writer));
        }
    }

    private void offer(String from, String to, String name, long size) {
        emit(new FileTransfer(seen(), account(from), account(to), name, size, FileTransfer.State.OFFERED, null, ""));
    }

    private Seen seen() {
        return new Seen(now, Frames.of(++frame), null, "", "oscar", "aim", "");
    }

    private void emit(ImEvent event) {
        if (event instanceof Contact ? number("lists") == 0 : now < MIDNIGHT + (long) (number("firstDay") * 86_400e9))
            return;
        out.accept(event, "e" + frame);
    }

    private static Account account(String name) {
        return Account.of(name);
    }

    private static String name(int i) {
        return "user" + i;
    }

    private List<Integer> some(List<Integer> of, int count) {
        List<Integer> copy = new ArrayList<>(of);
        Collections.shuffle(copy, random);
        return copy.subList(0, Math.min(count, copy.size()));
    }

    private String sentence(int words) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < words + random.nextInt(4); i++)
            text.append(i > 0 ? " " : "").append(WORDS[random.nextInt(WORDS.length)]);
        return text.toString();
    }

    private String token(int letters) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < letters; i++) text.append((char) ('a' + random.nextInt(26)));
        return text.toString();
    }
}
