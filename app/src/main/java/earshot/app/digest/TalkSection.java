package earshot.app.digest;

import earshot.report.talk.Party;
import earshot.report.talk.Saying;
import earshot.report.talk.Talk;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// The conversations on the sheet: all of what was said where that is little, else the beginnings of
/// the largest, then the next ones by name, then how many more there are.
final class TalkSection {
    /// Lines of chat on a sheet that shows everything.
    private static final int ALL = 70;
    /// Of many conversations: how many are begun, with how many lines, and how many are named.
    private static final int BEGUN = 8, BEGINNING = 4, NAMED = 12;
    private static final int LINES_OF_TEXT = 4, WHO = 18;

    private final Sheet sheet;
    /// In the order of their first message.
    private final List<Talk> talks;
    /// Messages of conversations that were not kept.
    private final long beyond;
    /// Whether the captures span more than a day.
    private final boolean days;

    TalkSection(Sheet sheet, List<Talk> talks, long beyond, boolean days) {
        this.sheet = sheet;
        this.talks = talks;
        this.beyond = beyond;
        this.days = days;
    }

    void print() {
        if (talks.isEmpty()) {
            sheet.heading("CONVERSATIONS", "no message was found");
            return;
        }
        long messages = 0, lines = 0, unkept = 0;
        for (Talk talk : talks) {
            messages += talk.count();
            lines += talk.count() + 2;
            unkept += talk.skipped();
        }
        sheet.heading(
                "CONVERSATIONS",
                Amounts.of(messages, "message") + " in " + Amounts.number(talks.size())
                        + (beyond == 0 ? "" : ", and " + Amounts.of(beyond, "message") + " in more"));
        if (lines <= ALL && unkept == 0 && beyond == 0) {
            for (Talk talk : talks) begin(talk, Integer.MAX_VALUE);
            return;
        }
        List<Talk> largest = largest(talks);
        int begun = Math.min(BEGUN, largest.size()), named = Math.min(BEGUN + NAMED, largest.size());
        for (Talk talk : largest.subList(0, begun)) begin(talk, BEGINNING);
        name(largest.subList(begun, named));
        if (named < largest.size()) {
            sheet.line("  " + sheet.paint.dim("and " + Amounts.of(largest.size() - named, "more conversation")));
        }
    }

    /// Those with most said come first.
    static List<Talk> largest(List<Talk> talks) {
        List<Talk> largest = new ArrayList<>(talks);
        largest.sort(Comparator.comparingLong((Talk talk) -> -talk.count()));
        return largest;
    }

    private void begin(Talk talk, int most) {
        sheet.gap();
        sheet.line("  " + sheet.paint.bold(title(talk, sheet.width / 2)) + "  " + sheet.paint.dim(about(talk)));
        List<Saying> sayings = new ArrayList<>(talk.first());
        if (most > sayings.size()) sayings.addAll(talk.last());
        sayings = sayings.subList(0, Math.min(most, sayings.size()));
        int who = 0;
        for (Saying saying : sayings)
            who = Math.max(
                    who, Math.min(WHO, Columns.width(Sheet.safe(saying.from().shown()))));
        String day = days ? "" : Moments.day(talk.from());
        for (Saying saying : sayings) {
            String today = Moments.day(saying.time());
            if (!today.equals(day)) sheet.line("    " + sheet.paint.dim(today));
            day = today;
            say(saying, who);
        }
        long more = talk.count() - sayings.size();
        if (more > 0) sheet.line("    " + sheet.paint.dim("… and " + Amounts.number(more) + " more"));
    }

    private void say(Saying saying, int who) {
        String from = Columns.pad(Sheet.safe(saying.from().shown(), WHO), who);
        String frame = Columns.right(sheet.numbers(saying.hops().getFirst().proof(), 9), 9);
        String margin = "    " + Moments.time(saying.time()) + ' ' + frame + "  ";
        List<String> wrapped = Columns.wrap(text(saying), Math.max(24, sheet.width - margin.length() - who - 2));
        for (int i = 0; i < wrapped.size() && i < LINES_OF_TEXT; i++) {
            boolean cut = i == LINES_OF_TEXT - 1 && wrapped.size() > LINES_OF_TEXT;
            String left = i == 0
                    ? sheet.paint.dim(margin) + sheet.paint.cyan(from)
                    : " ".repeat(margin.length() + Columns.width(from));
            sheet.line(left + "  " + wrapped.get(i) + (cut ? " …" : ""));
        }
    }

    /// What was said, and behind it what else is to be known.
    private static String text(Saying saying) {
        List<String> notes = new ArrayList<>(saying.notes());
        if (!saying.kind().equals("chat") && !saying.kind().equals("room")) notes.addFirst(saying.kind());
        String text = Sheet.safe(saying.text());
        if (notes.isEmpty()) return text;
        String note = "[" + Sheet.safe(String.join(", ", notes)) + "]";
        return text.isEmpty() ? note : text + "  " + note;
    }

    private void name(List<Talk> some) {
        if (some.isEmpty()) return;
        sheet.gap();
        for (Talk talk : some) {
            sheet.line("  " + Columns.pad(title(talk, sheet.width / 2 - 4), sheet.width / 2 - 4) + "  "
                    + sheet.paint.dim(about(talk)));
        }
    }

    /// The room, or the people: what one would call the conversation.
    static String title(Talk talk, int most) {
        if (!talk.room().isEmpty()) return Sheet.safe(talk.room(), most);
        List<String> people = talk.parties().stream().limit(5).map(Party::shown).toList();
        String more = talk.parties().size() > people.size()
                ? " and " + (talk.parties().size() - people.size()) + " more"
                : "";
        return Sheet.safe(String.join(people.size() == 2 ? " and " : ", ", people) + more, most);
    }

    private String about(Talk talk) {
        StringBuilder about = new StringBuilder(Sheet.safe(talk.service().isEmpty() ? "?" : talk.service()));
        if (!talk.network().isEmpty()) about.append(" on ").append(Sheet.safe(talk.network(), 30));
        about.append(" · ").append(Amounts.of(talk.count(), "message"));
        if (!talk.room().isEmpty())
            about.append(" · ").append(Amounts.of(talk.parties().size(), "person", "people"));
        if (talk.count() > 1) {
            about.append(" · ").append(days ? Moments.span(talk.from(), talk.until()) : times(talk));
        }
        return about.toString();
    }

    private static String times(Talk talk) {
        return Moments.time(talk.from()) + " to " + Moments.time(talk.until());
    }
}
