/// MRIM, versions 1.7 to 1.23: Mail.Ru Agent.
///
/// **Covered.** Logins, which have the password in clear up to version 1.21; programs; contact lists with groups;
/// presence; messages, kept ones, alarms, typing, SMS, conferences; requests to be allowed; directory questions; files
/// between two machines ([earshot.dissect.mrim.MrimFile]).
///
/// **Not covered.** Files and calls through a relay, games, notices of mail, pictures.
///
/// **Framing.** 44 bytes: EF BE AD DE, version (32 bits), number, message, length of what follows, address, port, 16
/// bytes of nothing. Little-endian. Strings stand behind their length.
///
/// **Charset.** Names of accounts are ASCII. Texts are Windows-1251, and UTF-16 (little end first) from version 1.16
/// on,
/// unless a message says otherwise; some programs write what they like, so the bytes are looked at.
///
/// **Secrets.** The password, or from version 1.22 on its MD5, which is as good as the password itself (hashcat 0).
///
/// Sources: the sheet on MRIM.
package earshot.dissect.mrim;
