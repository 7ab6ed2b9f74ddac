package earshot.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.unboundid.ldap.listener.InMemoryDirectoryServer;
import com.unboundid.ldap.listener.InMemoryDirectoryServerConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// People of a directory server, which stands in this process and is asked over the network.
class LdapPeopleTest {
    @TempDir
    Path folder;

    private InMemoryDirectoryServer server;

    @BeforeEach
    void start() throws Exception {
        InMemoryDirectoryServerConfig config = new InMemoryDirectoryServerConfig("dc=corp,dc=example");
        config.addAdditionalBindCredentials("cn=reader", "open sesame");
        config.setSchema(null);
        server = new InMemoryDirectoryServer(config);
        server.add("dn: dc=corp,dc=example", "objectClass: domain", "dc: corp");
        server.add("dn: ou=people,dc=corp,dc=example", "objectClass: organizationalUnit", "ou: people");
        server.add(
                "dn: uid=ajones,ou=people,dc=corp,dc=example",
                "objectClass: person",
                "uid: ajones",
                "cn: Ann Jones",
                "department: Trading",
                "memberOf: cn=traders,ou=groups,dc=corp,dc=example",
                "mail: ann.jones@corp.example",
                "aim: Ann Of Trading");
        server.add(
                "dn: uid=nobody,ou=people,dc=corp,dc=example", "objectClass: account", "uid: nobody", "cn: A printer");
        server.startListening();
    }

    @AfterEach
    void stop() {
        server.shutDown(true);
    }

    private Directory directory(String filter, String more) throws IOException {
        return PolicyFile.read(
                        folder.resolve("policy.yaml"),
                        "people: ldap://127.0.0.1:" + server.getListenPort() + "/ou=people,dc=corp,dc=example??sub?"
                                + filter + "\n" + more)
                .directory();
    }

    @Test
    void accountsAreFoundByTheAttributesMostDirectoriesHave() throws IOException {
        Directory people = directory("(objectClass=person)", "");
        Person ann = people.person("xmpp", "ann.jones@corp.example");
        assertEquals("Ann Jones", ann.name());
        assertEquals("Trading", ann.department());
        assertEquals(List.of("traders"), ann.groups());
        assertEquals("mail of uid=ajones,ou=people,dc=corp,dc=example", ann.reason());
        assertEquals("Ann Jones", people.person("irc", "AJones").name(), "case makes no difference");
        assertNull(people.person("aim", "annoftrading"));
        assertNull(people.person("irc", "nobody"), "the filter leaves the printer out");
    }

    @Test
    void aServiceMayHaveItsOwnAttribute() throws IOException {
        Directory people =
                directory("(objectClass=person)", "ldap: {accounts: {aim: aim, '*': [mail]}, name: uid, groups: none}");
        assertEquals("ajones", people.person("aim", "annoftrading").name());
        assertNull(people.person("icq", "annoftrading"));
        assertNull(people.person("irc", "ajones"));
        assertEquals(List.of(), people.person("irc", "ann.jones@corp.example").groups());
    }

    @Test
    void itIsReadPageByPage() throws Exception {
        for (int i = 0; i < 1234; i++)
            server.add(
                    "dn: uid=u" + i + ",ou=people,dc=corp,dc=example",
                    "objectClass: person",
                    "uid: u" + i,
                    "cn: U " + i);
        Directory people = directory("(objectClass=person)", "");
        for (int i = 0; i < 1234; i++)
            assertEquals("U " + i, people.person("irc", "u" + i).name());
        PolicyException wrong =
                assertThrows(PolicyException.class, () -> directory("(objectClass=person)", "ldap: {most: 1000}"));
        assertTrue(wrong.getMessage().contains("more than 1000 people"), wrong.getMessage());
    }

    @Test
    void thePasswordStandsInAFileOfItsOwn() throws IOException {
        Files.writeString(folder.resolve("secret"), "open sesame\n");
        String bind = "ldap: {user: cn=reader, password-file: secret}";
        assertEquals(
                "Ann Jones",
                directory("(uid=ajones)", bind).person("irc", "ajones").name());
        Files.writeString(folder.resolve("secret"), "wrong\n");
        PolicyException wrong = assertThrows(PolicyException.class, () -> directory("(uid=ajones)", bind));
        assertTrue(wrong.getMessage().contains("invalid credentials"), wrong.getMessage());
    }

    @Test
    void aDirectoryThatIsNotThereIsAnErrorWithItsLine() {
        server.shutDown(true);
        int closed = 1;
        PolicyException wrong = assertThrows(
                PolicyException.class,
                () -> PolicyFile.read(folder.resolve("policy.yaml"), "\npeople: ldap://127.0.0.1:" + closed + "/dc=x"));
        assertTrue(wrong.getMessage().contains("policy.yaml"), wrong.getMessage());
        assertTrue(wrong.getMessage().contains("2"), wrong.getMessage());
    }

    @Test
    void slipsAreErrors() {
        for (String more :
                List.of("ldap: {acounts: {aim: aim}}", "ldap: {accounts: {'sip-*': mail}}", "ldap: {most: 0}"))
            assertThrows(PolicyException.class, () -> directory("(uid=ajones)", more), more);
        assertThrows(
                PolicyException.class,
                () -> PolicyFile.read(folder.resolve("policy.yaml"), "people: people.csv\nldap: {name: cn}"));
    }
}
