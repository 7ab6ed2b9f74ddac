package earshot.detect.content;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Links that deceive, and long honest ones.
class LinkScoreTest {
    private final LinkScore scores = new LinkScore(List.of("corp.example"));

    private boolean alerts(String text) {
        List<Address> links = Address.in(text);
        assertEquals(1, links.size(), text);
        return scores.of(links.getFirst()).points() >= LinkScore.ALERT;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://www.paypa1.com/login",
                "http://xn--pypal-4ve.com/",
                "http://www.paypal.com@192.0.2.9/",
                "http://3221226219/signin",
                "http://0xc0000209/account/verify",
                "https://paypal.com.secure-login.xyz/verify",
                "http://micros0ft.com/update",
                "http://rnicrosoft.com/",
                "http://192.0.2.77/album/photo.exe",
                "http://corp-example.top/login corp",
                "https://goog1e.com/session",
                "http://faceb00k.com/photo",
                "https://arnazon.com/billing",
                "http://login.apple.com.id-verify.tk/account",
                "http://[2001:db8::1]:8081/login",
                "http://secure-paypal-account-update.tk/webscr?cmd=login",
            })
    void deceive(String text) {
        assertTrue(alerts(text), () -> text + " " + scores.of(Address.in(text).getFirst()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://www.paypal.com/signin",
                "https://bit.ly/3xYz",
                "https://accounts.google.com/o/oauth2/v2/auth?client_id=1234567890-abc.apps.googleusercontent.com&redirect_uri=https%3A%2F%2Fexample.org%2Fcb&response_type=code&scope=email",
                "https://docs.microsoft.com/en-us/windows-server/administration/windows-commands/net-user",
                "https://github.com/example/project/pull/1234/files#diff-0123456789abcdef0123456789abcdef",
                "https://en.wikipedia.org/wiki/Damerau%E2%80%93Levenshtein_distance",
                "https://www.amazon.co.uk/dp/B00EXAMPLE/ref=sr_1_3?crid=2M096C61O4MLT&keywords=kettle",
                "http://intranet.corp.example/login",
                "https://bank.example/login",
                "https://maps.app.goo.gl/abcdEFGH",
                "https://www.youtube.com/watch?v=dQw4w9WgXcQ&t=42s",
                "http://news.bbc.co.uk/2/hi/technology/4233.stm",
                "https://app.slack.com/client/T0123/C0456/thread/C0456-1600000000.000100",
                "http://192.168.1.1/",
                "https://stackoverflow.com/questions/11227809/why-is-processing-a-sorted-array-faster-than-an-unsorted-array",
                "https://apples.example.org/recipes",
                "https://www.example.org/?next=/account",
            })
    void areHonest(String text) {
        assertTrue(!alerts(text), () -> text + " " + scores.of(Address.in(text).getFirst()));
    }

    /// Made by rule: each brand imitated in each way, and each brand itself with the long paths that it really has.
    @Test
    void precisionAndRecall() {
        List<String> names = List.of(
                "paypal",
                "microsoft",
                "facebook",
                "netflix",
                "instagram",
                "whatsapp",
                "linkedin",
                "dropbox",
                "wellsfargo",
                "coinbase");
        List<String> deceptive = new ArrayList<>(), honest = new ArrayList<>();
        for (String name : names) {
            String other = name.substring(0, 2) + name.substring(3, 4) + name.charAt(2) + name.substring(4);
            deceptive.add("http://" + name.replace('o', '0').replace('l', '1').replace('e', '3')
                    + "x.com/login".replace("x", ""));
            deceptive.add("http://" + other + ".com/account");
            deceptive.add("https://" + name + ".com.verify-account.xyz/login");
            deceptive.add("http://" + name + "-secure.tk/login/update");
            deceptive.add("http://www." + name + ".com@203.0.113.5/");
            deceptive.add("http://203.0.113.9/" + name + "/signin");
            honest.add("https://www." + name + ".com/login?return=%2Fhome");
            honest.add("https://help." + name + ".com/en/articles/360000-how-do-i-update-my-account");
            honest.add("https://www.example.org/blog/2026/11/how-we-left-" + name + "-and-what-came-after-it");
            honest.add(
                    "https://shop.example.com/item/" + name + "-gift-card?utm_source=mail&utm_campaign=november-2026");
            honest.add("https://support.example.net/hc/en-us/requests/new?ticket_form_id=360000");
            honest.add("https://" + name + ".com/");
        }
        List<String> trouble = new ArrayList<>();
        int found = 0, wrong = 0;
        for (String link : deceptive) {
            if (alerts(link)) found++;
            else trouble.add("missed " + link);
        }
        for (String link : honest) {
            if (!alerts(link)) continue;
            wrong++;
            trouble.add("wrong " + link);
        }
        double recall = (double) found / deceptive.size(), precision = (double) found / (found + wrong);
        assertTrue(
                precision >= 0.9 && recall >= 0.95,
                "precision " + precision + ", recall " + recall + "\n" + String.join("\n", trouble));
    }
}
