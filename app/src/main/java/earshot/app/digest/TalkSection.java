package earshot.app.digest;

import java.util.List;

/// The conversations on the sheet: all of what was said where that is little, else the beginnings of
/// the largest, then the next ones by name, then how many more there are.
final class TalkSection {
    /// Lines of chat on a sheet that shows everything.
    private static final int ALL = 70;
    /// Of many conversations: how many are begun, with how many lines, and how many are named.
    private static final int BEGUN = 8, BEGINNING = 4, NAMED = 12;

    private static final int LINES_OF_TEXT = 4;

    private final Sheet sheet;
    private final Talks talks;
    /// Whether the captures span more than a day.
    private final boolean days;

    TalkSection(Sheet sheet, Talks talks, boolean days) {
        this.sheet = sheet;
        this.talks = talks;
        this.days = days;
    }

    void print() {
        List<Talk> all = talks.largest();
        if (all.isEmpty()) {
            sheet.heading("CONVERSATIONS", "no message was found");
            return;
        }
        long count = all.size() + talks.evictedTalks();
        sheet.heading("CONVERSATIONS", Amounts.of(talks.messages(), "message") + " in " + Amounts.number(count));
        boolean everything = talks.evictedTalks() == 0
                && all.stream().mapToLong(talk -> talk.messages + 1).sum() <= ALL
                && all.stream().allMatch(talk -> talk.messages == talk.lines.size());
        if (everything) {
            all.sort((a, b) -> Long.compare(a.first, b.first));
            for (Talk talk : all) begin(talk, Integer.MAX_VALUE);
            return;
        }
        for (int i = 0; i < all.size() && i < BEGUN; i++) begin(all.get(i), BEGINNING);
        name(all.subList(Math.min(BEGUN, all.size()), Math.min(BEGUN + NAMED, all.size())));
        long rest = count - Math.min(BEGUN + NAMED, all.size());
        if (rest == 0) return;
        sheet.gap();
        sheet.line("  " + sheet.paint.dim("and " + Amounts.of(rest, "more conversation")));
    }

    private void begin(Talk talk, int most) {
        sheet.gap();
        sheet.line("  " + sheet.paint.bold(title(talk, sheet.width / 2)) + "  " + sheet.paint.dim(about(talk)));
        int who = 0;
        List<Talk.Line> lines = talk.lines.subList(0, Math.min(most, talk.lines.size()));
        for (Talk.Line line : lines) who = Math.max(who, Math.min(18, Columns.width(Sheet.safe(line.from()))));
        String day = days ? "" : Moments.day(talk.first);
        for (Talk.Line line : lines) {
            String today = Moments.day(line.time());
            if (!today.equals(day)) sheet.line("    " + sheet.paint.dim(today));
            day = today;
            say(line, who);
        }
        long more = talk.messages - lines.size();
        if (more > 0) sheet.line("    " + sheet.paint.dim("… and " + Amounts.number(more) + " more"));
    }

    private void say(Talk.Line line, int who) {
        String from = Columns.pad(Sheet.safe(line.from(), 18), who);
        String frame = Columns.right(sheet.numbers(line.frames(), 9), 9);
        String text = Sheet.safe(line.text());
        if (!line.note().isEmpty()) text = text.isEmpty() ? "[" + line.note() + "]" : text + "  [" + line.note() + "]";
        String margin = "    " + Moments.time(line.time()) + ' ' + frame + "  ";
        List<String> wrapped = Columns.wrap(text, Math.max(24, sheet.width - margin.length() - who - 2));
        for (int i = 0; i < wrapped.size() && i < LINES_OF_TEXT; i++) {
            boolean cut = i == LINES_OF_TEXT - 1 && wrapped.size() > LINES_OF_TEXT;
            String left = i == 0
                    ? sheet.paint.dim(margin) + sheet.paint.cyan(from)
                    : " ".repeat(margin.length() + Columns.width(from));
            sheet.line(left + "  " + wrapped.get(i) + (cut ? " …" : ""));
        }
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
        if (!talk.room.isEmpty()) return Sheet.safe(talk.room, most);
        List<String> people = talk.people.values().stream().limit(5).toList();
        String more =
                talk.people.size() > people.size() ? " and " + (talk.people.size() - people.size()) + " more" : "";
        return Sheet.safe(String.join(people.size() == 2 ? " and " : ", ", people) + more, most);
    }

    private String about(Talk talk) {
        StringBuilder about = new StringBuilder(Sheet.safe(talk.service.isEmpty() ? "?" : talk.service));
        if (!talk.network.isEmpty()) about.append(" on ").append(Sheet.safe(talk.network, 30));
        about.append(" · ").append(Amounts.of(talk.messages, "message"));
        if (!talk.room.isEmpty()) about.append(" · ").append(Amounts.of(talk.people.size(), "person", "people"));
        if (talk.messages > 1) {
            about.append(" · ").append(days ? Moments.span(talk.first, talk.last) : times(talk));
        }
        return about.toString();
    }

    private static String times(Talk talk) {
        return Moments.time(talk.first) + " to " + Moments.time(talk.last);
    }
}
