/// Sessions as SDP describes them (RFC 8866), and the media that then flow (RFC 3550): voice and video are only told
/// of, real-time text (RFC 4103) is read.
package earshot.dissect.sip.media;
