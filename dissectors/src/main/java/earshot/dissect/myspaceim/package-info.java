/// MySpaceIM, on any port (1863, 6660 to 6665, 5222, 80, 443).
///
/// **Covered.** Login with the response it exposes; contact list, additions, removals, blocks; states; messages,
/// typing,
/// zaps; names behind numbers; programs that are not MySpace's own and say so.
///
/// **Not covered.** Media, moods, mail notices. GameSpy's own messenger writes the same way and is not this one.
///
/// **Framing.** `\key\value\key\value\…\final\`. In values `/1` is a slash and `/2` a backslash. Bodies are `k=v` with
/// 1C between. A message always begins with its command.
///
/// **Names.** Messages go between numbers; the login has an e-mail address, and its answer says which number that is.
///
/// **Secrets.** `$myspaceim$EMAIL$CHALLENGE$RESPONSE`, the last two in base64: RC4, keyed with the password and half of
/// the challenge, over the other half, which is thereby known. Passwords have ten characters at most, without capitals.
///
/// Sources: the sheet on MySpaceIM.
package earshot.dissect.myspaceim;
