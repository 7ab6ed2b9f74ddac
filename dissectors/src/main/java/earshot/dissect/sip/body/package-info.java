/// What the body of a message says, whichever protocol carries it: SIP and MSRP use the same content types.
///
/// Plain text in any charset, HTML, RTF, alternatives; CPIM (RFC 3862), which names the parties anew; typing (RFC
/// 3994), receipts (RFC 5438); invitations in Messenger's manner; files that lie on a web server (GSMA RCC.07).
package earshot.dissect.sip.body;
