/// OICQ: QQ from 2000 to about 2010 and what later versions keep of it, over UDP (8000) and TCP.
///
/// **Covered.** Who is there and with which version, both in clear in every packet of a client; the login of QQ 2005,
/// whose first layer has its own key in front, down to a block that tells right passwords from wrong ones; refused
/// logins; sign-off; that messages were sent, and how large they are.
///
/// **Not covered.** What the messages say: it is under a key that only the login's answer has, under the password. The
/// later logins (2007 and on) are recognised, not opened. Groups' servers, direct connections (families 03 to 05).
///
/// **Framing.** 02, version (16 bits), command (16), number (16), the client's account (32; clients only), the payload,
/// 03. Over UDP one a datagram; over TCP each behind its length (16 bits, its own two bytes counted). Big-endian.
///
/// **Cipher** ([earshot.dissect.oicq.Tea]): 16 rounds of TEA, each block chained to the plain and the cipher before it;
/// a plain text ends with seven bytes of zero, so a wrong key is noticed.
///
/// **Secrets.** `$qq$tea$ACCOUNT$BLOCK`: 16 bytes, nothing enciphered under MD5(MD5(password)). A password is right if
/// the block then deciphers to nothing.
///
/// **Who is it.** An account is told once two packets of a side carry it, a login proves it, or it goes to port 8000:
/// packets of servers have ciphertext in the same place.
///
/// Sources: the sheet on OICQ; the captures.
package earshot.dissect.oicq;
