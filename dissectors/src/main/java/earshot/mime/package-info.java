/// MIME: header fields and bodies as chat protocols send them (MSNP, SIP, MSRP, CPIM). Lenient in reading, bounded in
/// what it keeps.
package earshot.mime;
