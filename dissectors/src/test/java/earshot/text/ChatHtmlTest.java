package earshot.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChatHtmlTest {
    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = true,
            quoteCharacter = '`',
            textBlock = """
            as sent                                                                          | as read
            hi bob                                                                           | hi bob
            <HTML><BODY BGCOLOR="#ffffff"><FONT LANG="0">thanks dude</FONT></BODY></HTML>    | thanks dude
            good to go &gt;:-)                                                               | good to go >:-)
            see <again> and <3 and a < b > c                                                 | see <again> and <3 and a < b > c
            <JD0146>                                                                         | <JD0146>
            5 &lt; 6 &amp;&amp; 7 &#62; 6 &eacute; &#x20AC;                                  | 5 < 6 && 7 > 6 é €
            AT&T ?a=1&copy=2&lt &nosuch; &;                                                  | AT&T ?a=1&copy=2&lt &nosuch; &;
            &amp;lt;                                                                         | &lt;
            <b>&lt;b&gt;not bold&lt;/b&gt;</b>                                               | <b>not bold</b>
            a<br>b<BR/>c<br />d                                                              | `a\\nb\\nc\\nd`
            <p>a</p><p>b</p>                                                                 | `a\\nb`
            <div>a<br></div><div>b</div>                                                     | `a\\nb`
            See <A HREF="http://x.example/a.html">http://x.example/a.html</A> now            | See http://x.example/a.html now
            <a href="http://x.example/?q=a>b" title='x'>link</a>                             | link
            <a href="http://x.example>broken quote</a> and <b>on</b>                         | broken quote and on
            <a href=http://x.example/>bare</a>                                               | bare
            smile <IMG SRC="s.gif" ALT=":-)"> <img alt=ok src=y>                             | smile :-) ok
            <html><head><title>x</title><style>b{}</style></head>text</html>                 | text
            <title>never closed                                                              | never closed
            <b never closed                                                                  | <b never closed
            <b <i>x</i>                                                                      | <b x
            <font color=red size=3>a&nbsp;b</font>                                           | a b
            <                                                                                | <
            </                                                                               | </
            <b                                                                               | <b
            </b>                                                                             | ``
            """,
            useHeadersInDisplayName = true)
    void textIsWhatTheReaderSaw(String sent, String read) {
        assertEquals(read.replace("\\n", "\n"), ChatHtml.text(sent));
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            hi,                 false
            <again>,            false
            <b>,                true
            a < b and <i>c</i>, true
            <b,                 false
            """)
    void tagsAreSeen(String text, boolean tags) {
        assertEquals(tags, ChatHtml.hasTags(text));
    }

    @Test
    void hostileTextTakesLinearTime() {
        for (String unit :
                new String[] {"<title>", "<title></title>", "<b =\"", "<b ='<b =\"", "<", "&", "&lt", "<b "}) {
            String text = unit.repeat(2_000_000 / unit.length());
            assertTimeoutPreemptively(Duration.ofSeconds(20), () -> ChatHtml.text(text), unit);
        }
    }
}
