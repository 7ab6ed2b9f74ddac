package earshot.dissect.xmpp;

import earshot.text.Overlays;
import java.nio.charset.StandardCharsets;

/// How a message's text is kept from readers on the way.
///
/// @param scheme `omemo`, `pgp`, `ox`, `otr` …
/// @param size of what is encrypted, bytes
record Secrecy(String scheme, long size) {
    /// @param text the readable text of the message, which an overlay may have replaced by ciphertext
    /// @return null where the text is what was said
    static Secrecy of(Element message, String text) {
        for (Element child : message.children()) {
            if (child.name.equals("encrypted")
                    && (child.namespace.equals(Ns.OMEMO) || child.namespace.startsWith(Ns.OMEMO_NEW))) {
                Element payload = child.child("payload", child.namespace);
                // Without a payload it carries a key, and nobody said anything.
                if (payload != null) return new Secrecy("omemo", payload.encodedSize());
            }
            if (child.is("openpgp", Ns.OPENPGP)) return new Secrecy("ox", child.encodedSize());
            if (child.is("x", Ns.OLD_PGP)) return new Secrecy("pgp", child.encodedSize());
            if (child.is("e2e", Ns.E2E)) return new Secrecy("smime", child.encodedSize());
            if (child.is("c", Ns.ESESSION)) return new Secrecy("esession", child.encodedSize());
        }
        String overlay = Overlays.scheme(text);
        return overlay.isEmpty() ? null : new Secrecy(overlay, text.getBytes(StandardCharsets.UTF_8).length);
    }
}
