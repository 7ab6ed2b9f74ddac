package earshot.dissect.webchat;

import earshot.dissect.Out;
import earshot.event.Account;
import earshot.event.ImEvent.Message;
import earshot.event.ImEvent.Message.Leg;
import earshot.event.MessageBuilder;
import earshot.web.Form;
import earshot.web.Json;
import earshot.web.Multipart;
import earshot.web.WebAnswer;
import earshot.web.WebBody;
import earshot.web.WebReader;
import earshot.web.WebReading;
import earshot.web.WebRequest;
import java.util.List;

/// The API of Telegram's bots: `/botTOKEN/method`, which programs use too, good and bad ones. The token is in the path.
public final class TelegramBot implements WebReader {
    @Override
    public String name() {
        return "telegram-bot";
    }

    /// `/bot`, digits, a colon, 30 letters and more, a slash.
    @Override
    public boolean wants(WebRequest request) {
        if (!request.pathStarts("/bot")) return false;
        String path = request.path();
        int colon = path.indexOf(':'), slash = path.indexOf('/', 4);
        if (colon < 10 || slash < colon + 30) return false;
        for (int i = 4; i < colon; i++) if (!Character.isDigit(path.charAt(i))) return false;
        return true;
    }

    @Override
    public WebReading begin(Out out) {
        return new Calls(out);
    }

    private static final class Calls implements WebReading {
        private final Out out;
        private final Directory directory;

        Calls(Out out) {
            this.out = out;
            this.directory = new Directory(out, "telegram", "");
        }

        private static String token(WebRequest request) {
            String path = request.path();
            return path.substring(4, path.indexOf('/', 4));
        }

        /// The number before the colon is the bot's.
        private Account bot(WebRequest request) {
            String token = token(request);
            return directory.user(token.substring(0, token.indexOf(':')));
        }

        @Override
        public WebBody request(WebRequest request) {
            directory.confirm();
            directory.exposed(token(request), bot(request), "Telegram bot token");
            asked(request, Form.read(request.query()), Json.NONE);
            String type = request.field("content-type");
            return WebBody.whole(body -> {
                Json json = Json.read(body);
                boolean parts = type.startsWith("multipart/");
                if (json.isObject()) asked(request, Form.read(""), json);
                else asked(request, parts ? Multipart.read(body, type).form() : Form.read(body), Json.NONE);
            });
        }

        private void asked(WebRequest request, Form form, Json json) {
            String method = request.path().substring(request.path().lastIndexOf('/') + 1);
            String chat = form.field("chat_id") + json.text("chat_id");
            if (chat.isEmpty()) return;
            String text = form.field("text") + json.text("text") + form.field("caption") + json.text("caption");
            if (text.isEmpty() || !method.startsWith("send") && !method.startsWith("edit")) return;
            MessageBuilder said =
                    Message.from(out.seen(), bot(request)).leg(Leg.SENT).text(text);
            if (method.startsWith("edit")) said.replaces(form.field("message_id") + json.text("message_id"));
            out.emit(directory.in(chat, said).build());
        }

        @Override
        public WebBody answer(WebRequest request, WebAnswer answer) {
            return answer.ok()
                    ? WebBody.whole(body -> told(request, Json.read(body).at("result")))
                    : null;
        }

        private void told(WebRequest request, Json result) {
            Account bot = bot(request);
            for (Json update : result.isList() ? result.list() : List.<Json>of()) {
                Json message = update.has("message") ? update.at("message") : update.at("channel_post");
                delivered(message, bot);
            }
            if (result.isTrue("is_bot")) directory.user(result.text("id"), result.text("username"));
            // The answer to what was sent names the bot and the chat.
            if (result.at("from").isTrue("is_bot")) user(result.at("from"));
            learn(result.at("chat"), bot);
        }

        private Account user(Json user) {
            String name = user.text("username");
            return directory.named(user.text("id"), name.isEmpty() ? user.text("first_name") : name);
        }

        /// A private chat is called by the number of who is in it besides the bot.
        private void learn(Json chat, Account bot) {
            if (chat.text("type").equals("private")) {
                Account other = user(chat);
                if (!other.isNone()) directory.conversation(chat.text("id"), List.of(bot, other));
            } else {
                directory.room(chat.text("id"), chat.text("title"));
            }
        }

        private void delivered(Json message, Account bot) {
            Json chat = message.at("chat");
            if (!message.has("text") || chat.isNone()) return;
            learn(chat, bot);
            Account from = message.has("from") ? user(message.at("from")) : Account.of(chat.text("title"));
            out.emit(directory
                    .in(chat.text("id"), Message.from(out.seen(), from))
                    .text(message.text("text"))
                    .messageId(message.text("message_id"))
                    .statedTime(Stamps.millis(message.number("date") * 1000))
                    .build());
        }
    }
}
