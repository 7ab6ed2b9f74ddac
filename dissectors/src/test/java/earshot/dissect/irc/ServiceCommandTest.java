package earshot.dissect.irc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import earshot.event.ImEvent.Credential.Form;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServiceCommandTest {
    /// to | words | account, where it is not the speaker's | secret | mechanism.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "NickServ | identify hunter2               | ''   | hunter2 | NickServ IDENTIFY",
                "nickserv | IDENTIFY ann hunter2           | ann  | hunter2 | NickServ IDENTIFY",
                "NickServ@services.dal.net | ID hunter2    | ''   | hunter2 | NickServ IDENTIFY",
                "NS       | GHOST ann hunter2              | ann  | hunter2 | NickServ GHOST",
                "NickServ | REGISTER hunter2 ann@ex.org    | ''   | hunter2 | NickServ REGISTER",
                "NickServ | SET PASSWORD hunter3           | ''   | hunter3 | NickServ SET PASSWORD",
                "ChanServ | IDENTIFY #c hunter2            | ''   | hunter2 | ChanServ IDENTIFY",
                "ChanServ | REGISTER #c hunter2 our room   | ''   | hunter2 | ChanServ REGISTER",
                "AuthServ | AUTH ann hunter2               | ann  | hunter2 | AuthServ IDENTIFY",
                "Q@CServe.quakenet.org | AUTH ann hunter2  | ann  | hunter2 | Q AUTH",
                "X@channels.undernet.org | login ann hunter2 123456 | ann | hunter2 | X LOGIN"
            })
    void passwordsForServices(String to, String words, String account, String secret, String mechanism) {
        assertEquals(new ServiceCommand(account, secret, Form.CLEARTEXT, mechanism), ServiceCommand.read(to, words));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "bob      | identify hunter2",
                "NickServ | identify",
                "NickServ | info ann",
                "NickServ | ghost ann",
                "NickServ | set email a@b",
                "ChanServ | op #c ann",
                "ChanServ | register hunter2",
                "X        | op #c",
                "Q        | whois ann"
            })
    void otherWords(String to, String words) {
        assertNull(ServiceCommand.read(to, words));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "' /msg NickServ identify hunter2'  | hunter2",
                "/ns identify hunter2               | hunter2",
                "msg nickserv identify ann hunter2  | hunter2"
            })
    void commandsThatSlippedIntoTheTalk(String words, String secret) {
        assertEquals(secret, ServiceCommand.slipped(words).secret());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "identify yourself",
                "you must /msg nickserv identify first",
                "msg nickserv identify and then wait a bit",
                "/msg bob identify hunter2",
                "/msg"
            })
    void talkAboutCommands(String words) {
        assertNull(ServiceCommand.slipped(words));
    }
}
