#!/usr/bin/env python3
"""Builds the captures that the benchmarks run on: large, deterministic, and made of real traffic.

    bench/make_corpus.py --profile mixed --out mixed.pcap
    bench/make_corpus.py --profile im-dense --size 256MiB --out im.pcap

Three profiles:

    mixed     an organisation's uplink by bytes: TLS, QUIC, web, video, office protocols, encrypted and a little
              cleartext instant messaging
    im-dense  cleartext instant messaging and nothing else: the worst case for whoever reads messages
    bulk      sixteen large downloads, some segments swapped or sent twice: the best case for whoever skips payload

Mixed and im-dense are copies of small real captures (--captures DIR says where they are). Every copy gets local
(client) addresses of its own, IPv4 and IPv6, so that the flows of two copies never coincide; server addresses stay, so
that what is known of address ranges and names still applies. IPv4 header, TCP, UDP and ICMPv6 checksums are carried
over by the incremental rule of RFC 1624: what was valid stays valid, what was wrong (offloading) stays wrong by the
same amount. Ports are kept, so ports inside payloads stay true; addresses inside payloads do not. Copies start at
seeded random times, long silences are shortened, and the records of all copies stand in the order of time.

The same captures, profile, size and seed give the same bytes. Besides FILE.pcap (microseconds, Ethernet) there will be
FILE.json: what went in, how often, and the SHA-256, packets, bytes and flows that came out.
"""
import argparse
import hashlib
import ipaddress
import json
import os
import random
import struct
import sys
import time
from typing import NamedTuple, Optional

MIXED = {  # category -> share of the bytes, names of captures
    'tls': (.40, '''443-curl 443-firefox 443-git 443-safari chrome firefox safari facebook instagram reddit pinterest
        tumblr iphone android dropbox git google_ssl no_sni salesforce pluralsight tls_long_cert tls-appdata
        tls_verylong_certificate tls_esni_sni_both tls_with_huge_ch tls_ech sites vk yandex weibo ocs ocsp dns_doh
        dns_dot twitter webex zoom2 spotify_tcp alexa-app opera-vpn'''),
    'quic': (.18, '''quic quic046 quic-28 quic-29 quic-mvfst-22 quic-mvfst-exp quic-v2 quic-34 quic_0RTT quic_t51
        quic_interop_V youtube_quic doq doq_adguard quic_frags_ch_in_multiple_packets'''),
    'http': (.12, '''http_ipv6 http_auth http_connect http-manipulated windowsupdate_over_http exe_download webdav soap
        http_ua_splitted_in_two_pkts upnp elf quickplay nest_log_sink 1kxun'''),
    'video': (.10, 'netflix youtubeupload mpeg-dash rtsp zoom rtp'),
    'dns': (.02, '''googledns_android10 dns_fragmented dns-google-nsid dns_ambiguous_names dnscrypt-v2
        dnscrypt-v2-doh'''),
    'office': (.09, '''smtp smtp-starttls imap imap-starttls imaps pop3 pop3_stls ftp ssh rdp rdp2 smb_deletefile
        kerberos kerberos-login dcerpc mssql_tds mysql pgsql ipp nfsv3 netbios snmp syslog teamviewer anydesk
        ssl-cert-name-mismatch NTPv4 dhcp stun mongodb resp wireguard openvpn'''),
    'p2p': (.02, 'bittorrent bittorrent_utp gnutella syncthing'),
    'im-encrypted': (.05, '''whatsapp whatsapp_login_chat whatsapp_login_call whatsappfiles wa_voice telegram
        telegram_videocall signal discord KakaoTalk_chat line viber wechat teams threema imo google_chat snapchat
        dingtalk stun_signal stun_wa_call skype-conference-call'''),
    'im-clear': (.02, 'irc jabber Oscar sip'),
}
NAMED_IN = 'modern', 'negatives'  # folders of --captures in which the names above are looked up
CLEARTEXT_IN = 'live', 'legacy'  # folders of --captures all of whose captures are cleartext instant messaging
SUFFIXES = '.pcap', '.pcapng', '.cap'

LONGEST_SILENCE = 2_000_000  # microseconds; longer ones inside a source are shortened to this
FIRST_SECOND = 1_700_000_000  # when the corpus begins, seconds since 1970
TRUNCATED_AT_MOST = .05  # sources with a larger share of snap-length cut records are left out

# Link types that are read, and how many bytes of link header are replaced by an Ethernet header.
ETHERNET = 1
LINK_HEADER = {ETHERNET: 0, 12: 0, 101: 0, 228: 0, 229: 0, 113: 16, 0: 4}
MAC_ADDRESSES = bytes.fromhex('001122334455 66778899aabb')
IPV4, IPV6 = b'\x08\x00', b'\x86\xdd'
TCP, UDP, ICMPV6 = 6, 17, 58
CHECKSUM_AT = {TCP: 16, UDP: 6, ICMPV6: 2}  # in the header of that protocol


# Reading captures.

class Record(NamedTuple):
    micros: int
    captured: int
    length: int  # on the wire
    frame: bytes  # Ethernet


def ethernet(micros, link, captured, length, frame):
    if link == ETHERNET:
        return Record(micros, captured, length, frame)
    gone = LINK_HEADER[link]
    frame = frame[gone:]
    ethertype = IPV6 if frame[:1] and frame[0] >> 4 == 6 else IPV4
    return Record(micros, captured - gone + 14, length - gone + 14, MAC_ADDRESSES + ethertype + frame)


def read_capture(path):
    """The records of a pcap (either unit of time, either byte order) or pcapng file, as Ethernet frames."""
    with open(path, 'rb') as file:
        data = file.read()
    magic = data[:4]
    if magic in (b'\xd4\xc3\xb2\xa1', b'\x4d\x3c\xb2\xa1', b'\xa1\xb2\xc3\xd4', b'\xa1\xb2\x3c\x4d'):
        return read_pcap(data, '<' if magic[3] == 0xa1 else '>', 0x3c in magic)
    if magic == b'\n\r\r\n':
        return read_pcapng(data)
    raise ValueError('not a capture')


def read_pcap(data, order, nanoseconds):
    link = struct.unpack_from(order + 'I', data, 20)[0] & 0xffff
    if link not in LINK_HEADER:
        raise ValueError('linktype %d' % link)
    header = struct.Struct(order + 'IIII')
    at = 24
    while at + 16 <= len(data):
        seconds, fraction, captured, length = header.unpack_from(data, at)
        at += 16
        if at + captured > len(data):
            break
        micros = seconds * 1_000_000 + (fraction // 1000 if nanoseconds else fraction)
        yield ethernet(micros, link, captured, length, data[at:at + captured])
        at += captured


def read_pcapng(data):
    section, interface, enhanced_packet = 0x0a0d0d0a, 1, 6
    order, interfaces, at = '<', [], 0
    while at + 12 <= len(data):
        block = struct.unpack_from(order + 'I', data, at)[0]
        if block == section:
            order = '<' if data[at + 8:at + 12] == b'\x4d\x3c\x2b\x1a' else '>'
            interfaces = []
        size = struct.unpack_from(order + 'I', data, at + 4)[0]
        if size < 12 or at + size > len(data):
            break
        if block == interface:
            link = struct.unpack_from(order + 'H', data, at + 8)[0]
            interfaces.append((link, time_resolution(data, at + 16, at + size - 4, order)))
        elif block == enhanced_packet:
            number, high, low, captured, length = struct.unpack_from(order + 'IIIII', data, at + 8)
            link, resolution = interfaces[number]
            if link in LINK_HEADER:
                micros = int((high << 32 | low) * resolution * 1e6)
                yield ethernet(micros, link, captured, length, data[at + 28:at + 28 + captured])
        at += size


def time_resolution(data, at, end, order):
    """The seconds of a time stamp's unit, by an interface's options."""
    end_of_options, if_tsresol = 0, 9
    resolution = 1e-6
    while at + 4 <= end:
        code, size = struct.unpack_from(order + 'HH', data, at)
        if code == end_of_options:
            break
        if code == if_tsresol:
            exponent = data[at + 4]
            resolution = 2.0 ** -(exponent & 127) if exponent & 128 else 10.0 ** -exponent
        at += 4 + (size + 3 & ~3)
    return resolution


# Taking a capture apart, so that its copies can be put together quickly.

def ones_sum(data):
    """The ones' complement sum of 16-bit words, 0 to 0xfffe."""
    return int.from_bytes(data if len(data) % 2 == 0 else data + b'\0', 'big') % 0xffff


PRIVATE = [ipaddress.ip_network(net) for net in (
    '10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '169.254.0.0/16', '100.64.0.0/10', '127.0.0.0/8', '::1/128',
    'fc00::/7', 'fe80::/10')]
GLOBAL, LOCAL, FIXED = 'global', 'local', 'fixed'
known_kinds = {}


def kind(address):
    """LOCAL: replaced in copies; FIXED: multicast, broadcast and the like; GLOBAL: all others."""
    known = known_kinds.get(address)
    if known is None:
        ip = ipaddress.ip_address(address)
        if ip.is_multicast or ip.is_unspecified or address == b'\xff' * 4:
            known = FIXED
        elif any(ip.version == net.version and ip in net for net in PRIVATE):
            known = LOCAL
        else:
            known = GLOBAL
        known_kinds[address] = known
    return known


class Piece(NamedTuple):
    """A frame cut around what differs between copies."""
    micros: int  # since the source's first frame
    lengths: bytes  # captured and wire, as they stand in a pcap record header
    before: bytes  # up to the IPv4 header's checksum, or the IPv6 source address
    header_checksum: Optional[int]  # None for IPv6
    sender: int  # index into the source's addresses
    receiver: int
    middle: bytes  # from the addresses up to the transport checksum, or to the end where there is none
    checksum: Optional[int]  # transport
    is_udp: bool
    after: bytes


class Source:
    """A capture of which copies can be made."""

    def __init__(self, name, path):
        self.name = name
        self.addresses = []
        self.pieces = []
        self.left_out = self.truncated = 0
        numbers, local, flows = {}, set(), set()
        micros, before = 0, None
        for record in sorted(read_capture(path), key=lambda record: record.micros):
            if record.captured < record.length:
                self.truncated += 1
            cut = self.cut(record.frame)
            if cut is None:
                self.left_out += 1
                continue
            start, middle, header_checksum, sender, receiver, protocol, payload, checksum_at = cut
            frame = record.frame
            if protocol in (TCP, UDP) and payload is not None and len(frame) >= payload + 4:
                ends = (sender, frame[payload:payload + 2]), (receiver, frame[payload + 2:payload + 4])
                flows.add((protocol,) + tuple(sorted(ends)))
            for address in sender, receiver:
                if address not in numbers:
                    numbers[address] = len(self.addresses)
                    self.addresses.append(address)
                if kind(address) == LOCAL:
                    local.add(address)
            if sender not in local and receiver not in local:
                # Between two public addresses: the one seen first is taken for the client.
                local.add(sender if kind(sender) == GLOBAL else receiver if kind(receiver) == GLOBAL else sender)
            if before is not None:
                micros += min(max(record.micros - before, 0), LONGEST_SILENCE)
            before = record.micros
            self.pieces.append(Piece(
                micros, struct.pack('<II', record.captured, record.length), frame[:start], header_checksum,
                numbers[sender], numbers[receiver],
                frame[middle:] if checksum_at is None else frame[middle:checksum_at],
                None if checksum_at is None else struct.unpack_from('>H', frame, checksum_at)[0],
                checksum_at is not None and protocol == UDP,
                b'' if checksum_at is None else frame[checksum_at + 2:]))
        self.span = micros
        self.flows = len(flows)
        self.bytes = sum(16 + struct.unpack_from('<I', piece.lengths)[0] for piece in self.pieces)
        self.local = [i for i, address in enumerate(self.addresses) if address in local and kind(address) != FIXED]

    @staticmethod
    def cut(frame):
        """Where a frame's changing parts stand; None where it is not IP."""
        at, ethertype = 14, frame[12:14]
        while ethertype in (b'\x81\x00', b'\x88\xa8') and len(frame) > at + 4:
            ethertype = frame[at + 2:at + 4]
            at += 4
        fragment = False
        if ethertype == IPV4 and len(frame) >= at + 20 and frame[at] >> 4 == 4:
            header = (frame[at] & 15) * 4
            if header < 20 or len(frame) < at + header:
                return None
            start, addresses, size, protocol, payload = at + 10, at + 12, 4, frame[at + 9], at + header
            fragment = struct.unpack_from('>H', frame, at + 6)[0] & 0x1fff != 0
            header_checksum = struct.unpack_from('>H', frame, at + 10)[0]
        elif ethertype == IPV6 and len(frame) >= at + 40 and frame[at] >> 4 == 6:
            start, addresses, size, protocol, payload = at + 8, at + 8, 16, frame[at + 6], at + 40
            header_checksum = None
        else:
            return None
        sender, receiver = frame[addresses:addresses + size], frame[addresses + size:addresses + 2 * size]
        checksum_at = None
        if not fragment and protocol in CHECKSUM_AT and len(frame) >= payload + CHECKSUM_AT[protocol] + 2:
            checksum_at = payload + CHECKSUM_AT[protocol]
            if protocol == UDP and frame[checksum_at:checksum_at + 2] == b'\0\0':
                checksum_at = None  # sent without one
        return (start, addresses + 2 * size, header_checksum, sender, receiver, protocol,
                None if fragment else payload, checksum_at)

    def copy(self, hosts):
        """The addresses of one copy whose local ones are numbered from `hosts`, and for each address the ones'
        complement difference from the original."""
        addresses, differences = list(self.addresses), [0] * len(self.addresses)
        for host, i in enumerate(self.local, hosts):
            old = addresses[i]
            if len(old) == 4:
                new = struct.pack('>I', 0x0a000100 + host)
            else:
                new = old[:8] + b'\x02\x10\0\0' + struct.pack('>I', host + 1)
            differences[i] = (ones_sum(new) - ones_sum(old)) % 0xffff
            addresses[i] = new
        return addresses, differences


# Writing.

class Output:
    """The corpus being written: pcap, microseconds, little-endian, Ethernet."""
    RECORDS_AT_ONCE = 8192

    def __init__(self, path):
        self.file = open(path, 'wb', buffering=1 << 22)
        self.digest = hashlib.sha256()
        self.packets = self.bytes = 0
        self.waiting = []
        self.write(struct.pack('<IHHiIII', 0xa1b2c3d4, 2, 4, 0, 0, 262144, ETHERNET))

    def write(self, data):
        self.file.write(data)
        self.digest.update(data)
        self.bytes += len(data)

    def record(self, data):
        self.waiting.append(data)
        self.packets += 1
        if len(self.waiting) >= self.RECORDS_AT_ONCE:
            self.flush()

    def flush(self):
        self.write(b''.join(self.waiting))
        self.waiting = []

    def close(self):
        self.flush()
        self.file.close()


def write_copies(plan, out, seconds, rng):
    """Writes so many copies of each source, their records interleaved by time.

    @return how many copies and local addresses there are"""
    copies, keys, hosts = [], [], 0
    for source, count in plan:
        for _ in range(count):
            number = len(copies)
            addresses, differences = source.copy(hosts)
            hosts += len(source.local)
            start = rng.randrange(max(1, seconds * 1_000_000 - min(source.span, seconds * 1_000_000)))
            copies.append((source.pieces, addresses, differences))
            # One sortable number a record: its time, its copy, its place in the source.
            keys += [start + piece.micros << 44 | number << 22 | i for i, piece in enumerate(source.pieces)]
    if hosts > 0xfffe00:
        raise SystemExit('10/8 exhausted: %d hosts' % hosts)
    keys.sort()
    begin = FIRST_SECOND * 1_000_000
    low = (1 << 22) - 1
    words, half = struct.Struct('<II').pack, struct.Struct('>H').pack
    for key in keys:
        pieces, addresses, differences = copies[key >> 22 & low]
        _, lengths, before, header_checksum, sender, receiver, middle, checksum, is_udp, after = pieces[key & low]
        stamp = words(*divmod(begin + (key >> 44), 1_000_000))
        difference = differences[sender] + differences[receiver]
        header = b'' if header_checksum is None else half((header_checksum - difference) % 0xffff)
        if checksum is None:
            out.record(b''.join((stamp, lengths, before, header, addresses[sender], addresses[receiver], middle)))
            continue
        carried = (checksum - difference) % 0xffff
        if is_udp and carried == 0:
            carried = 0xffff  # zero would say that there is none
        out.record(b''.join((stamp, lengths, before, header, addresses[sender], addresses[receiver], middle,
                             half(carried), after)))
    return len(copies), hosts


class Download:
    """One of the bulk profile's connections: a large answer, over HTTP or in the shape of TLS."""
    SEGMENT = 1448

    def __init__(self, number, size, clock, pool, rng):
        self.client = struct.pack('>I', 0x0a010000 + number + 1)
        self.server = bytes((151, 101, number, 10 + number))
        self.client_port = 40000 + number
        self.tls = number % 2 == 1
        self.server_port = 443 if self.tls else 80
        self.client_sequence, self.server_sequence = rng.getrandbits(32), rng.getrandbits(32)
        self.size, self.sent, self.identification = size, 0, 0
        self.clock, self.pool, self.rng = clock, pool, rng
        self.head = b''  # what the answer begins with
        self.rest = b''  # of the TLS record being sent
        self.swapped = None  # a segment that goes out after its successor

    def packet(self, to_server, flags, payload=b'', options=b''):
        """The next frame of a direction, with correct checksums."""
        fin_or_syn, ack = 3, 16
        if to_server:
            ends = self.client, self.server
            ports, numbers = (self.client_port, self.server_port), (self.client_sequence, self.server_sequence)
        else:
            ends = self.server, self.client
            ports, numbers = (self.server_port, self.client_port), (self.server_sequence, self.client_sequence)
        size = 20 + len(options) + len(payload)
        self.identification = self.identification + 1 & 0xffff
        ip = struct.pack('>BBHHHBBH', 0x45, 0, 20 + size, self.identification, 0x4000, 64, TCP, 0) + b''.join(ends)
        ip = ip[:10] + struct.pack('>H', 0xffff - ones_sum(ip)) + ip[12:]
        tcp = struct.pack('>HHIIBBHHH', *ports, numbers[0], numbers[1] if flags & ack else 0,
                          (20 + len(options)) // 4 << 4, flags, 65000, 0, 0) + options
        pseudo = b''.join(ends) + struct.pack('>HH', TCP, size)
        checksum = 0xffff - (ones_sum(pseudo) + ones_sum(tcp) + ones_sum(payload)) % 0xffff
        tcp = tcp[:16] + struct.pack('>H', checksum) + tcp[18:]
        after = numbers[0] + len(payload) + (flags & fin_or_syn != 0) & 0xffffffff
        if to_server:
            self.client_sequence = after
        else:
            self.server_sequence = after
        return MAC_ADDRESSES + IPV4 + ip + tcp + payload

    def stamp(self):
        """The TCP timestamp option."""
        return b'\x01\x01\x08\x0a' + struct.pack('>II', self.clock.micros // 1000 & 0xffffffff, 1)

    def open(self, emit):
        syn_options = b'\x02\x04\x05\xb4\x01\x01\x04\x02'
        emit(self.packet(True, 2, options=syn_options))
        emit(self.packet(False, 18, options=syn_options))
        emit(self.packet(True, 16))
        if not self.tls:
            emit(self.packet(True, 24, b'GET /dist/image-%d.iso HTTP/1.1\r\nHost: mirror.example.net\r\n'
                             b'User-Agent: curl/8.5\r\nAccept: */*\r\n\r\n' % self.client_port, self.stamp()))
            self.head = (b'HTTP/1.1 200 OK\r\nServer: nginx\r\nContent-Type: application/octet-stream\r\n'
                         b'Content-Length: %d\r\n\r\n' % self.size)
            return
        name = b'mirror.example.net'
        extensions = (struct.pack('>HHHBH', 0, len(name) + 5, len(name) + 3, 0, len(name)) + name
                      + bytes.fromhex('002b0003020304000d0006000404030804000a00040002001d'))
        client_hello = (b'\x03\x03' + self.rng.randbytes(32) + b'\x20' + self.rng.randbytes(32)
                        + b'\0\x06\x13\x01\x13\x02\x13\x03\x01\0' + struct.pack('>H', len(extensions)) + extensions)
        client_hello = b'\x01' + struct.pack('>I', len(client_hello))[1:] + client_hello
        record = b'\x16\x03\x01' + struct.pack('>H', len(client_hello)) + client_hello
        emit(self.packet(True, 24, record, self.stamp()))
        server_hello = (b'\x03\x03' + self.rng.randbytes(32) + b'\x20' + self.rng.randbytes(32)
                        + bytes.fromhex('1301000006002b00020304'))
        server_hello = b'\x02' + struct.pack('>I', len(server_hello))[1:] + server_hello
        self.head = b'\x16\x03\x03' + struct.pack('>H', len(server_hello)) + server_hello

    def segment(self):
        """The next full segment of the answer."""
        data, self.head = self.head, b''
        missing = self.SEGMENT - len(data)
        if not self.tls:
            at = self.rng.randrange(len(self.pool) - self.SEGMENT)
            return data + self.pool[at:at + missing]
        while missing > 0:
            if not self.rest:
                at = self.rng.randrange(len(self.pool) - 16384)
                self.rest = b'\x17\x03\x03\x40\0' + self.pool[at:at + 16384]
            data += self.rest[:missing]
            self.rest = self.rest[missing:]
            missing = self.SEGMENT - len(data)
        return data

    def burst(self, emit):
        """Sends a few segments, an acknowledgement for every second."""
        for i in range(self.rng.randrange(2, 11)):
            if self.sent >= self.size:
                break
            frame = self.packet(False, 16, self.segment(), self.stamp())
            self.sent += self.SEGMENT
            dice = self.rng.random()
            if dice < .001:
                self.swapped = frame
                continue
            emit(frame)
            self.let_go(emit)
            if dice > .9995:
                emit(frame)
            if i % 2:
                emit(self.packet(True, 16, options=self.stamp()))
        self.let_go(emit)

    def let_go(self, emit):
        if self.swapped is not None:
            emit(self.swapped)
            self.swapped = None


class Clock:
    def __init__(self):
        self.micros = FIRST_SECOND * 1_000_000


def write_bulk(size, out, rng, count=16):
    """Large downloads, half HTTP and half TLS; 0.1 % of the segments swapped, 0.05 % sent twice.

    @return how many"""
    clock = Clock()
    header = struct.Struct('<IIII').pack
    share = int(size * 0.955 / count / 1514 * Download.SEGMENT)

    def emit(frame):
        clock.micros += 9
        out.record(header(*divmod(clock.micros, 1_000_000), len(frame), len(frame)) + frame)

    # The order in which the generator is asked is part of the format.
    openings = [Download(number, share, clock, None, rng) for number in range(count)]
    pool = rng.randbytes(1 << 22)
    for download in openings:
        download.pool = pool
        download.open(emit)
    live = list(openings)
    while live and out.bytes + (len(out.waiting[-1]) if out.waiting else 0) < size:
        download = live[rng.randrange(len(live))]
        download.burst(emit)
        if download.sent >= download.size:
            emit(download.packet(False, 17))
            emit(download.packet(True, 17))
            live.remove(download)
    return count


# What goes in.

def named(name, folders):
    """The capture of that name; None where there is none."""
    for folder in folders:
        for suffix in SUFFIXES:
            path = os.path.join(folder, name + suffix)
            if os.path.exists(path):
                return path
    return None


def all_below(folder):
    """All captures below a folder, as (relative name, path), in a fixed order."""
    for parent, _, files in sorted(os.walk(folder)):
        for file in sorted(files):
            if file.endswith(SUFFIXES):
                path = os.path.join(parent, file)
                yield os.path.relpath(path, folder), path


def wanted(profile, captures):
    """category -> share of the bytes, [(name, path or None)]"""
    folders = [os.path.join(captures, folder) for folder in NAMED_IN]
    categories = {category: (share, [(name, named(name, folders)) for name in names.split()])
                  for category, (share, names) in MIXED.items()}
    share, clear = categories['im-clear']
    apart = [os.path.join(captures, folder) for folder in CLEARTEXT_IN]
    apart = [folder for folder in apart if os.path.isdir(folder)]
    for folder in apart or [captures]:
        clear = clear + list(all_below(folder))
    if profile == 'im-dense':
        return {'im-clear': (1.0, clear)}
    categories['im-clear'] = share, clear
    return categories


def load(path, name):
    if path is None:
        raise ValueError('missing')
    source = Source(name, path)
    if not source.pieces:
        raise ValueError('no IP packets')
    if source.truncated > len(source.pieces) * TRUNCATED_AT_MOST:
        raise ValueError('truncated records: %d of %d' % (source.truncated, len(source.pieces)))
    return source


def make_plan(categories, size, info):
    """How many copies of each source make up the size; says in `info` what is in and what is not."""
    whole = sum(share for share, _ in categories.values())
    plan = []
    for category, (share, files) in categories.items():
        sources = []
        for name, path in files:
            try:
                sources.append(load(path, name))
            except (ValueError, OSError, struct.error, IndexError) as reason:
                info['skipped'].append([category, name, str(reason)])
        # Bytes by the square root of a source's size: small ones are not starved, large ones not multiplied.
        weights = [source.bytes ** .5 for source in sources]
        for source, weight in zip(sources, weights):
            copies = max(1, round(size * share / whole * weight / sum(weights) / source.bytes))
            plan.append((source, copies))
            info['sources'].append(dict(
                category=category, name=source.name, copies=copies, packets=len(source.pieces), bytes=source.bytes,
                flows=source.flows, local_addrs=len(source.local), span_s=round(source.span / 1e6, 3),
                truncated=source.truncated, non_ip_dropped=source.left_out))
    return plan


def byte_count(text):
    """1073741824, 256MiB, 4GiB"""
    for suffix, shift in ('KiB', 10), ('MiB', 20), ('GiB', 30):
        if text.endswith(suffix):
            return int(float(text[:-len(suffix)]) * (1 << shift))
    return int(text)


def main():
    here = os.path.dirname(os.path.abspath(__file__))
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--profile', choices=['mixed', 'im-dense', 'bulk'], default='mixed')
    parser.add_argument('--out', required=True, metavar='FILE.pcap')
    parser.add_argument('--size', type=byte_count, default=1 << 30, help='bytes, or as 256MiB, 4GiB (default 1GiB)')
    parser.add_argument('--seed', type=int, default=1)
    parser.add_argument('--captures', default=os.path.join(here, '..', '..', 'shared', 'captures'), metavar='DIR',
                        help='the source captures: a folder with %s and %s in it, or for im-dense any folder of '
                             'cleartext captures (default ../shared/captures beside the project)'
                             % (', '.join(NAMED_IN), ', '.join(CLEARTEXT_IN)))
    parser.add_argument('--duration', type=int, default=0,
                        help='seconds that the corpus spans (default 300 a GiB, at least 60)')
    arguments = parser.parse_args()
    profile, size = arguments.profile, arguments.size
    if profile != 'bulk' and not os.path.isdir(arguments.captures):
        parser.exit(1, 'make_corpus: no captures at %s: name their folder with --captures\n' % arguments.captures)

    began = time.time()
    rng = random.Random('%d/%s' % (arguments.seed, profile))
    seconds = arguments.duration or max(60, size * 300 >> 30)
    info = dict(profile=profile, seed=arguments.seed, size=size, duration_s=seconds, sources=[], skipped=[])
    if profile == 'bulk':
        out = Output(arguments.out)
        info.update(flows=write_bulk(size, out, rng))
    else:
        plan = make_plan(wanted(profile, arguments.captures), size, info)
        if not plan:
            parser.exit(1, 'make_corpus: no usable captures below %s\n' % arguments.captures)
        out = Output(arguments.out)
        copies, hosts = write_copies(plan, out, seconds, rng)
        flows = sum(count * source.flows for source, count in plan)
        info.update(flows=flows, copies=copies, hosts=hosts)
        categories = {}
        for source in info['sources']:
            so_far = categories.get(source['category'], 0)
            categories[source['category']] = so_far + source['copies'] * source['bytes']
        info['category_bytes'] = categories
    out.close()
    info.update(packets=out.packets, bytes=out.bytes, sha256=out.digest.hexdigest())
    with open(arguments.out.rsplit('.', 1)[0] + '.json', 'w') as file:
        json.dump(info, file, indent=1)
    print('%s: %d packets, %d bytes, %d flows, avg %d B/packet, %.1f s' % (
        arguments.out, out.packets, out.bytes, info['flows'], out.bytes // max(out.packets, 1), time.time() - began),
        file=sys.stderr)


if __name__ == '__main__':
    main()
