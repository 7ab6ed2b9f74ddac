package earshot.auth;

import earshot.bytes.Cursor;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/// The service ticket inside a Kerberos AP-REQ (RFC 4120 section 5.5.1, RFC 4121 section 4.1): encrypted with the
/// password of the *service's* account, so that whoever holds it may guess that one.
///
/// @param service the service's name, `sip/pool.example.com`
/// @param notation `$krb5tgs$23$*service$REALM$service*$checksum$data`, or with 17 or 18 and the checksum first taken
///     from the end, as hashcat 13100, 19600 and 19700 take it
public record KerberosTicket(String service, String realm, String notation, int hashcat) {
    private static final int APPLICATION_TICKET = 0x61, SEQUENCE = 0x30;

    /// @param token a GSS-API token, an SPNEGO one around it, or the AP-REQ alone
    /// @return null where there is no ticket in it
    public static KerberosTicket read(byte[] token) {
        // The wrappings differ; the ticket's own tags do not.
        for (int i = 0; i + 4 < token.length; i++) {
            if ((token[i] & 0xff) != APPLICATION_TICKET) continue;
            KerberosTicket ticket = ticket(new Cursor(token, i, token.length - i));
            if (ticket != null) return ticket;
        }
        return null;
    }

    private static KerberosTicket ticket(Cursor in) {
        Cursor sequence = inside(inside(in, APPLICATION_TICKET), SEQUENCE);
        Cursor version = inside(sequence, 0xa0);
        if (version.remaining() != 3 || version.peek(0) != 2 || version.peek(2) != 5) return null;
        String realm = string(inside(sequence, 0xa1));
        Cursor name = inside(inside(sequence, 0xa2), SEQUENCE);
        inside(name, 0xa0);
        Cursor parts = inside(inside(name, 0xa1), SEQUENCE);
        StringBuilder service = new StringBuilder();
        while (parts.remaining() > 0 && !parts.truncated()) {
            if (!service.isEmpty()) service.append('/');
            service.append(string(parts));
        }
        Cursor encrypted = inside(inside(sequence, 0xa3), SEQUENCE);
        Cursor type = inside(inside(encrypted, 0xa0), 2);
        int etype = type.remaining() == 1 ? type.u8() : 0;
        if (encrypted.remaining() > 0 && encrypted.peek(0) == 0xa1) inside(encrypted, 0xa1);
        byte[] cipher = inside(inside(encrypted, 0xa2), 4).rest();
        if (realm.isEmpty() || service.isEmpty() || cipher.length < 32) return null;
        return of(service.toString(), realm, etype, cipher);
    }

    private static KerberosTicket of(String service, String realm, int etype, byte[] cipher) {
        HexFormat hex = HexFormat.of();
        return switch (etype) {
            case 23 ->
                new KerberosTicket(
                        service,
                        realm,
                        "$krb5tgs$23$*" + service + "$" + realm + "$" + service + "*$" + hex.formatHex(cipher, 0, 16)
                                + "$" + hex.formatHex(cipher, 16, cipher.length),
                        13_100);
            case 17, 18 -> {
                int end = cipher.length - 12;
                String notation = "$krb5tgs$" + etype + "$" + service + "$" + realm + "$*" + service + "*$"
                        + hex.formatHex(cipher, end, cipher.length) + "$" + hex.formatHex(cipher, 0, end);
                yield new KerberosTicket(service, realm, notation, etype == 17 ? 19_600 : 19_700);
            }
            default -> null;
        };
    }

    /// The content of the DER value that begins here, which the cursor passes; empty where it has another tag.
    private static Cursor inside(Cursor in, int tag) {
        if (in.peek(0) != tag) return new Cursor(new byte[0]);
        in.skip(1);
        long length = in.u8();
        if (length >= 0x80) {
            int bytes = (int) length & 0x7f;
            if (bytes == 0 || bytes > 3) return new Cursor(new byte[0]);
            length = 0;
            for (int i = 0; i < bytes; i++) length = length << 8 | in.u8();
        }
        return in.slice((int) length);
    }

    private static String string(Cursor in) {
        int tag = in.peek(0);
        if (tag != 0x1b && tag != 0x0c) {
            in.skip(in.remaining() + 1);
            return "";
        }
        Cursor text = inside(in, tag);
        return text.text(text.remaining(), StandardCharsets.UTF_8);
    }
}
