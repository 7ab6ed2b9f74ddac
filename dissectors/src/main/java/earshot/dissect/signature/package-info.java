/// Messengers whose traffic cannot be read, by the first bytes that nobody else sends.
///
/// Each class is one service's mark: a [earshot.dissect.signature.StreamSignature] of what both sides of a TCP
/// connection say first, or a [earshot.dissect.signature.DatagramSignature] of one UDP datagram, or of two that belong
/// together (a token said by one side and repeated by the other). [earshot.dissect.signature.Signatures] holds them
/// all and is one dissector; event lines carry the name of the protocol that was found.
///
/// | service | what proves it |
/// |---|---|
/// | WhatsApp | the header of its Noise channel, `WA` and two version bytes, perhaps behind `ED` with routing bytes |
/// | Telegram | obfuscated transport: 64 random bytes that, decrypted with the key they carry, show the transport's
/// tag; plain MTProto by the key exchange's form, a CRC, or one key identifier on both sides; the reflectors of calls |
/// | Threema | 48 bytes, 80 bytes, 144 or 191 bytes, 32 bytes, then frames with a length |
/// | KakaoTalk | the hello of LOCO's secure layer; LOCO in clear by its packet form; in the middle of a connection by
/// what CFB with a constant IV gives away |
/// | Viber | the frames of its TCP protocol; over UDP a token that both sides repeat |
/// | WeChat | mmtls records; the header of the older long connection; voice |
/// | LINE, Zoom, Discord, Mumble, TeamSpeak, DingTalk, Imo, Tox | see their classes |
/// | Skype until 2014 | stubs and constants of its false TLS; an answer with the probe's number; many probes of one
/// port |
///
/// **Not claimed,** though lists of signatures have them: what two or three fixed bytes say alone (Zalo's calls, whose
/// four bytes are a STUN answer; one datagram of Skype; bytes 2 and 3 of Viber's UDP); services without an entry in the
/// knowledge base (Paltalk, Palringo, Fring, Xfire …); Steam and Battle.net, whose one connection carries a whole
/// platform of which chat is a small part.
///
/// **Framing:** none. As soon as the service is named, nothing more of a connection is read; calls go on until media
/// has
/// run in both directions.
///
/// Sources: the sheets on first bytes of modern messengers, on encrypted traffic, on OICQ and on Skype;
/// core.telegram.org/mtproto for its transports; the public descriptions of the Tox protocol (toktok.ltd/spec).
package earshot.dissect.signature;
