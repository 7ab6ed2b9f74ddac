/// Looking things up in a case: Lucene's query syntax over the index (`earshot.report.index`), hits with what
/// was said before and after.
///
/// ```
/// recipe                         the word, in any case and with any accents
/// recipe meeting                 both
/// "secret recipe"  "a b"~3       a phrase; within three words
/// rec?pe  re*  *ipe  recpie~     wildcards, also in front; one or two letters off
/// recipe OR formula  -lunch      either; without
/// from:ann to:"bob smith"        exact accounts, case and spaces aside; from:an* works too
/// room:#tea  account:bob         rooms; any account that a line names
/// service:aim  protocol:irc  type:file  kind:offline  file:*.exe
/// time:[2009-11-20 TO 2009-11-21]   times in UTC: 2009, 2009-11, 2009-11-20, 2009-11-20T18:10:05.1Z, *
/// ip:192.168.1.158  ip:10.0.0.0/8  port:5190
/// hash:8350582774e1d4dbe1d61d64c89e0ea1  id:…  talk:chat-…  flow:1:…  tag:key
/// ```
///
/// Several words must all be there. Signs of typing and receipts are left out unless the query names a `kind:`.
/// [CaseQuery] reads a query and says where it is wrong; [Search] finds.
package earshot.report.search;
