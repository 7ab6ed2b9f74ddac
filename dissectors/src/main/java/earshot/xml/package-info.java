/// Whole small XML documents (payloads, SOAP bodies, presence documents), read by the JDK's streaming reader with
/// document
/// types and outside entities off. Streams of stanzas are another matter: XMPP has its own incremental reader.
package earshot.xml;
