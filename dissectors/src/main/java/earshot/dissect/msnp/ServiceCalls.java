package earshot.dissect.msnp;

import earshot.dissect.Out;
import earshot.dissect.msnp.p2p.Names;
import earshot.event.Account;
import earshot.event.ImEvent.Client;
import earshot.event.ImEvent.Contact;
import earshot.event.ImEvent.Credential;
import earshot.event.ImEvent.Message;
import earshot.event.ImEvent.Message.Kind;
import earshot.event.ImEvent.Message.Leg;
import earshot.event.ImEvent.Service.Confidence;
import earshot.event.ImEvent.Session;
import earshot.mime.Mime;
import earshot.text.TextDecoding;
import earshot.web.WebAnswer;
import earshot.web.WebBody;
import earshot.web.WebReading;
import earshot.web.WebRequest;
import earshot.xml.Xml;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The exchanges with web services on one connection.
final class ServiceCalls implements WebReading {
    private static final int MOST_CONTACTS = 4096;

    private final Out out;
    /// Who logs in, until the answer.
    private String login = "";

    ServiceCalls(Out out) {
        this.out = out;
    }

    @Override
    public WebBody request(WebRequest request) {
        authorization(request.field("authorization"));
        return WebBody.whole(this::body);
    }

    @Override
    public WebBody answer(WebRequest request, WebAnswer answer) {
        return WebBody.whole(this::body);
    }

    /// Passport 1.4: `Authorization: Passport1.4 OrgVerb=GET,…,sign-in=alice%40example.com,pwd=secret,…`.
    private void authorization(String field) {
        if (!field.regionMatches(true, 0, "Passport1.4 ", 0, 12)) return;
        String user = "", password = "";
        for (String one : field.substring(12).split(",", 64)) {
            if (one.strip().startsWith("sign-in="))
                user = Names.decoded(one.strip().substring(8));
            else if (one.strip().startsWith("pwd="))
                password = Names.decoded(one.strip().substring(4));
        }
        credential(user, password, "Passport 1.4");
    }

    private void credential(String user, String password, String mechanism) {
        Account account = Names.bare(user);
        if (account == null || password.isEmpty()) return;
        confirm();
        out.emit(new Credential(out.seen(), account, Credential.Form.CLEARTEXT, password, mechanism, 0));
    }

    private void confirm() {
        out.service("msn");
        out.confirm("signature:msn-soap", Confidence.CERTAIN, false);
    }

    /// A request's or an answer's whole body.
    private void body(byte[] xml) {
        Document document = new Document();
        boolean whole = Xml.read(xml, document);
        if (!whole) {
            out.anomaly("msnp-malformed-xml", "a SOAP body of " + xml.length + " bytes");
            return;
        }
        credential(document.username, document.password, "Passport SOAP");
        if (!document.username.isEmpty()) login = document.username;
        if (document.fault.endsWith("FailedAuthentication")) refused();
        if (document.from != null && document.to != null) stored(document);
        if (!document.fetched.isEmpty()) fetched(document.fetched);
        if (document.owner != null) contacts(document);
    }

    private void refused() {
        Account account = Names.bare(login);
        login = "";
        if (account == null) return;
        confirm();
        String why = "authentication failed";
        out.emit(new Session(out.seen(), Session.State.FAILED, account, Client.UNKNOWN, "Passport SOAP", why));
    }

    /// What is looked for in any of the documents.
    private static final class Document implements Xml.Listener {
        private String username = "", password = "", content = "", fetched = "", fault = "";
        private Account from, to, owner;
        private final List<Account> contacts = new ArrayList<>();
        private final Map<String, String> names = new HashMap<>();
        private String passport = "", type = "", display = "";

        @Override
        public void start(String name, Map<String, String> attributes) {
            switch (name) {
                case "From" -> from = Names.bare(attributes.getOrDefault("memberName", ""));
                case "To" -> to = Names.bare(attributes.getOrDefault("memberName", ""));
                case "Contact" -> passport = type = display = "";
                default -> {}
            }
        }

        @Override
        public void end(String name, String text) {
            switch (name) {
                case "Username" -> username = text.strip();
                case "Password" -> password = text;
                case "faultcode" -> fault = text.strip();
                case "Content" -> content = text;
                case "GetMessageResult" -> fetched = text;
                case "passportName" -> passport = text.strip();
                case "contactType" -> type = text.strip();
                case "displayName" -> display = text.strip();
                case "Contact" -> contact();
                default -> {}
            }
        }

        private void contact() {
            Account account = Names.bare(passport);
            if (account == null) return;
            if (type.equals("Me")) owner = account;
            else if (contacts.size() < MOST_CONTACTS) contacts.add(account);
            names.put(Names.key(account.id()), display);
        }
    }

    /// `Store`: the message is on its way to the server.
    private void stored(Document document) {
        say(document.from, document.to, Leg.SENT, document.content);
    }

    /// `GetMessage`: a mail with its fields, which name both.
    private void fetched(String mail) {
        Mime mime = Mime.read(mail.stripLeading().getBytes(StandardCharsets.UTF_8));
        Account from = address(mime.field("from")), to = address(mime.field("to"));
        if (from != null) say(from, to, Leg.DELIVERED, mail.stripLeading());
    }

    /// `=?utf-8?B?…?= <alice@example.com>`, or the address alone.
    private static Account address(String field) {
        int open = field.lastIndexOf('<'), close = field.lastIndexOf('>');
        return Names.bare(open >= 0 && close > open ? field.substring(open + 1, close) : field);
    }

    private void say(Account from, Account to, Leg leg, String mail) {
        Mime mime = Mime.read(mail.getBytes(StandardCharsets.UTF_8));
        if (mime.fields().isEmpty() || !mime.type().equals("text/plain")) return;
        byte[] body = mime.body();
        if (mime.field("content-transfer-encoding").toLowerCase(Locale.ROOT).equals("base64")) {
            try {
                body = Base64.getMimeDecoder().decode(body);
            } catch (IllegalArgumentException e) {
                out.anomaly("oim-not-base64", "an offline message of " + body.length + " bytes");
                return;
            }
        }
        confirm();
        String run = mime.field("x-oim-run-id"), number = mime.field("x-oim-sequence-num");
        out.emit(Message.from(out.seen(), from)
                .to(to == null ? List.of() : List.of(to))
                .kind(Kind.OFFLINE)
                .leg(leg)
                .text(TextDecoding.of(body).text())
                .messageId((run + " " + number).strip())
                .build());
    }

    /// `ABFindAll`: the book's owner stands in it as `Me`.
    private void contacts(Document document) {
        confirm();
        for (Account contact : document.contacts) {
            String name = document.names.getOrDefault(Names.key(contact.id()), "");
            if (name.equals(contact.id())) name = "";
            out.emit(new Contact(out.seen(), document.owner, contact, name, List.of(), Contact.State.LISTED));
        }
    }
}
