package earshot.policy;

import com.unboundid.asn1.ASN1OctetString;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPConnectionOptions;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.LDAPURL;
import com.unboundid.ldap.sdk.RDN;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.SearchResult;
import com.unboundid.ldap.sdk.SearchScope;
import com.unboundid.ldap.sdk.controls.SimplePagedResultsControl;
import com.unboundid.util.ssl.HostNameSSLSocketVerifier;
import com.unboundid.util.ssl.SSLUtil;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// People of an LDAP directory (RFC 4511), read once, page by page (RFC 2696), when the policy is read. Referrals are
/// not followed: what the policy names is asked, nobody else.
///
/// @param accounts the attribute that holds the account, by the service's id or `*` for every service
/// @param name and department and groups: the attributes of a person; of a group's distinguished name the first part
///     is its name
/// @param user the distinguished name to bind as, "" for nobody
/// @param most people; a directory that has more is an error, as who is missing would not be noticed
record LdapPeople(
        Map<String, List<String>> accounts,
        String name,
        String department,
        String groups,
        String user,
        String password,
        int most) {
    static final int MOST = 200_000;
    private static final List<String> FIELDS =
            List.of("accounts", "name", "department", "groups", "user", "password-file", "most");
    private static final int PAGE = 500, CONNECT_MILLIS = 5_000, ANSWER_MILLIS = 30_000;

    /// @param file the policy's, beside which the file of the password lies
    /// @param value null for the attributes that most directories have
    static LdapPeople of(Path file, Yaml value) throws IOException {
        Map<String, Yaml> fields = value == null ? Map.of() : value.fields(FIELDS);
        Map<String, List<String>> accounts = new HashMap<>();
        if (fields.containsKey("accounts")) {
            for (Map.Entry<String, Yaml> one :
                    fields.get("accounts").fields(null).entrySet()) {
                if (one.getKey().indexOf('*') >= 0 && !one.getKey().equals("*"))
                    throw one.getValue().wrong("'" + one.getKey() + "' is neither a service's id nor *");
                accounts.put(one.getKey(), one.getValue().texts());
            }
        }
        if (accounts.isEmpty()) accounts.put("*", List.of("uid", "sAMAccountName", "mail"));
        String password = "";
        if (fields.containsKey("password-file")) {
            Path secret = file.resolveSibling(fields.get("password-file").text());
            if (!Files.isReadable(secret))
                throw fields.get("password-file").wrong("the file of the password " + secret + " cannot be read");
            password = Files.readString(secret, StandardCharsets.UTF_8).strip();
        }
        return new LdapPeople(
                accounts,
                text(fields, "name", "cn"),
                text(fields, "department", "department"),
                text(fields, "groups", "memberOf"),
                text(fields, "user", ""),
                password,
                most(fields.get("most")));
    }

    private static String text(Map<String, Yaml> fields, String name, String otherwise) throws PolicyException {
        return fields.containsKey(name) ? fields.get(name).text() : otherwise;
    }

    private static int most(Yaml value) throws PolicyException {
        if (value == null) return MOST;
        try {
            int most = Integer.parseInt(value.text());
            if (most > 0) return most;
        } catch (NumberFormatException e) {
            // Said below.
        }
        throw value.wrong("'" + value.text() + "' is no number of people");
    }

    /// Reads the directory at `ldap[s]://HOST[:PORT]/BASE?ATTRIBUTES?SCOPE?FILTER` (RFC 4516); the attributes there
    /// are not used, and the scope is the whole tree where none is given.
    Directory read(Yaml where) throws IOException {
        LDAPURL url;
        try {
            url = new LDAPURL(where.text());
        } catch (LDAPException e) {
            throw where.wrong("'" + where.text() + "' is no address of a directory: " + e.getMessage());
        }
        try (LDAPConnection connection = connect(url)) {
            return read(connection, url, where);
        } catch (LDAPException e) {
            throw where.wrong("the directory " + url.getHost() + ":" + url.getPort() + " does not answer as it should: "
                    + e.getResultCode().getName() + (e.getMessage() == null ? "" : ", " + e.getMessage()));
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }

    private LDAPConnection connect(LDAPURL url) throws LDAPException, GeneralSecurityException {
        LDAPConnectionOptions options = new LDAPConnectionOptions();
        options.setConnectTimeoutMillis(CONNECT_MILLIS);
        options.setResponseTimeoutMillis(ANSWER_MILLIS);
        options.setFollowReferrals(false);
        options.setSSLSocketVerifier(new HostNameSSLSocketVerifier(true));
        LDAPConnection connection = url.getScheme().equals("ldaps")
                ? new LDAPConnection(
                        new SSLUtil(null, (javax.net.ssl.TrustManager) null).createSSLSocketFactory(), options)
                : new LDAPConnection(options);
        try {
            connection.connect(url.getHost(), url.getPort());
            if (!user.isEmpty()) connection.bind(user, password);
            return connection;
        } catch (LDAPException e) {
            connection.close();
            throw e;
        }
    }

    private Directory read(LDAPConnection connection, LDAPURL url, Yaml where) throws LDAPException, PolicyException {
        SearchRequest request = new SearchRequest(
                url.getBaseDN().toString(),
                url.scopeProvided() ? url.getScope() : SearchScope.SUB,
                url.getFilter(),
                attributes());
        Map<String, Person> people = new HashMap<>();
        int seen = 0;
        ASN1OctetString next = null;
        do {
            request.setControls(new SimplePagedResultsControl(PAGE, next));
            SearchResult page = connection.search(request);
            seen += page.getEntryCount();
            if (seen > most)
                throw where.wrong(
                        "the directory has more than " + most + " people there; a filter names those that matter");
            for (Entry entry : page.getSearchEntries()) add(entry, people);
            SimplePagedResultsControl answer = SimplePagedResultsControl.get(page);
            next = answer == null || !answer.moreResultsToReturn() ? null : answer.getCookie();
        } while (next != null);
        return Directory.of(people);
    }

    private String[] attributes() {
        Set<String> all = new LinkedHashSet<>(List.of(name, department, groups));
        accounts.values().forEach(all::addAll);
        return all.toArray(String[]::new);
    }

    private void add(Entry entry, Map<String, Person> people) {
        String called = value(entry, name);
        if (called.isEmpty()) return;
        List<String> member = new ArrayList<>();
        String[] values = entry.getAttributeValues(groups);
        if (values != null) for (String one : values) member.add(first(one));
        accounts.forEach((service, attributes) -> {
            for (String attribute : attributes) {
                String[] held = entry.getAttributeValues(attribute);
                if (held == null) continue;
                Person person =
                        new Person(called, value(entry, department), member, attribute + " of " + entry.getDN());
                for (String account : held)
                    if (!account.isBlank()) people.putIfAbsent(Directory.key(service, account), person);
            }
        });
    }

    private static String value(Entry entry, String attribute) {
        String value = entry.getAttributeValue(attribute);
        return value == null ? "" : value;
    }

    /// `traders` of `cn=traders,ou=groups,dc=corp`; what is no distinguished name as it is.
    private static String first(String name) {
        try {
            RDN[] parts = com.unboundid.ldap.sdk.DN.getRDNs(name);
            return parts.length == 0 ? name : parts[0].getAttributeValues()[0];
        } catch (LDAPException e) {
            return name;
        }
    }
}
