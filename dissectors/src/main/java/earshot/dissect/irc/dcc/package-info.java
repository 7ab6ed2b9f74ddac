/// Direct Client-to-Client connections that IRC users agree on by CTCP: files and chat between two hosts.
///
/// **Covered.** The offers ([earshot.dissect.irc.dcc.DccOffer]): SEND, TSEND, SSEND, RESUME and ACCEPT, REJECT, CHAT,
/// SCHAT, reverse ("passive") ones with a token, XMIT; names with and without quotes, addresses as a decimal
/// number (signed ones of old clients, too), dotted, or IPv6. The connections: SEND with acknowledgements of 4
/// or 8 bytes or none, resumed ones, either side listening; CHAT with ACTION, and the passwords that eggdrop
/// asks for.
///
/// **Not covered.** What is inside SSEND and SCHAT (TLS); the bytes of XMIT, whose preamble no public text
/// describes well enough: its offers are shown.
///
/// **Recognition.** A DCC connection says nothing of itself: it is read because an offer was seen on an IRC
/// connection, and only then.
///
/// **Framing.** SEND: every byte of the sender is the file, every byte of the receiver an acknowledgement: the
/// number of bytes received so far. CHAT: lines, ended by LF, CR LF or CR.
///
/// **Sizes.** A file is complete when as many bytes came as the offer said, less the offset of a resumed one.
/// Where the offer said no size, it is complete when the last acknowledgement says that all bytes came. Bytes
/// beyond the size are kept out of the file and counted as an anomaly.
///
/// Sources: irchelp.org's DCC specification, the sheet on IRC, modern.ircdocs.horse/dcc.
package earshot.dissect.irc.dcc;
