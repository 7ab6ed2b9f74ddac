/// Documents about people: who is there (PIDF with RPID, XPIDF, Microsoft's), who watches whom (contact lists, block
/// lists, watchers, resource lists), who is in a conference. Documents in, plain records out; who receives them is not
/// known here.
package earshot.dissect.sip.presence;
