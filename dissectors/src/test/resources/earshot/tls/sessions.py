#!/usr/bin/env python3
"""Makes sessions.txt: TLS connections between OpenSSL and itself, for each suite and turn of the protocol, with
their secrets. Python 3.11 or newer with OpenSSL 3, and the openssl command.

    ./sessions.py > sessions.txt

A connection is a line `session NAME`, its key log lines (`key …`), and what the sides sent, in order, as `C HEX` and
`S HEX`. Inside, the client says `hello from NAME`, the server `welcome NAME`, twice each. `private` is the server's
RSA key in PEM, its lines joined by `|`.
"""
import os, socket, ssl, subprocess, sys, tempfile, threading, time

NO_EMS, NO_ETM = 0x1, 0x80000
T1, T11, T12, T13 = (getattr(ssl.TLSVersion, v) for v in ("TLSv1", "TLSv1_1", "TLSv1_2", "TLSv1_3"))
folder = tempfile.mkdtemp()
key, cert, log = (os.path.join(folder, n) for n in ("key.pem", "cert.pem", "log"))
subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:1024", "-nodes", "-sha256", "-keyout", key, "-out", cert,
                "-subj", "/CN=t", "-days", "36500"], check=True, stderr=subprocess.DEVNULL)


def context(side, version, cipher, options, curve):
    c = ssl.SSLContext(side)
    c.minimum_version = c.maximum_version = version
    c.check_hostname = False
    c.verify_mode = ssl.CERT_NONE
    c.set_ciphers((cipher or "DEFAULT") + ":@SECLEVEL=0")
    c.options |= options
    c.keylog_filename = log if side == ssl.PROTOCOL_TLS_CLIENT else None
    if side == ssl.PROTOCOL_TLS_SERVER:
        c.load_cert_chain(cert, key)
        if curve:
            c.set_ecdh_curve(curve)
    return c


def talk(name, version, cipher="", options=0, curve=None, contexts=None, session=None):
    open(log, "w").close()
    cc, sc = contexts or (context(s, version, cipher, options, curve) for s in (ssl.PROTOCOL_TLS_CLIENT, ssl.PROTOCOL_TLS_SERVER))
    c_in, c_out, s_in, s_out = (ssl.MemoryBIO() for _ in range(4))
    client = cc.wrap_bio(c_in, c_out, server_hostname="chat.example.org", session=session)
    server = sc.wrap_bio(s_in, s_out, server_side=True)
    sent = []

    def carry():
        for side, out, to in (("C", c_out, s_in), ("S", s_out, c_in)):
            data = out.read()
            if data:
                sent.append((side, data))
                to.write(data)

    done = set()
    while len(done) < 2:
        for one in (client, server):
            try:
                if one not in done:
                    one.do_handshake()
                    done.add(one)
            except ssl.SSLWantReadError:
                pass
            carry()
    for _ in range(2):
        client.write(f"hello from {name}\n".encode())
        carry()
        server.read()
        server.write(f"welcome {name}\n".encode())
        carry()
        client.read()
    show(name, sent)
    return client.session


def show(name, sent):
    print("session", name)
    for line in open(log):
        if not line.startswith(("#", "EXPORTER")):
            print("key", line.strip())
    for side, data in sent:
        print(side, data.hex())


def key_updates():
    """s_client sends what it is told: k is a key update, K one that asks the server for one too."""
    name = "TLS1.3-key-update"
    open(log, "w").close()
    port, front = 44333, 44334
    server = subprocess.Popen(["openssl", "s_server", "-accept", str(port), "-key", key, "-cert", cert, "-tls1_3", "-quiet", "-cipher", "DEFAULT:@SECLEVEL=0",
                               "-naccept", "1", "-num_tickets", "0"], stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    time.sleep(0.5)
    sent, listener = [], socket.create_server(("127.0.0.1", front))

    def proxy():
        a, _ = listener.accept()
        b = socket.create_connection(("127.0.0.1", port))
        def pump(x, y, side):
            while data := x.recv(65536):
                sent.append((side, data))
                y.sendall(data)
            y.shutdown(socket.SHUT_WR)
        threading.Thread(target=pump, args=(a, b, "C"), daemon=True).start()
        threading.Thread(target=pump, args=(b, a, "S"), daemon=True).start()

    threading.Thread(target=proxy, daemon=True).start()
    client = subprocess.Popen(["openssl", "s_client", "-connect", f"127.0.0.1:{front}", "-tls1_3", "-keylogfile", log],
                              stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    def say(to, text):
        to.stdin.write(text)
        to.stdin.flush()
        time.sleep(0.4)
    time.sleep(0.5)
    say(client, f"hello from {name}\n".encode())
    say(server, f"welcome {name}\n".encode())
    say(client, b"k\n")
    say(client, b"K\n")
    say(client, f"hello from {name}\n".encode())
    say(server, f"welcome {name}\n".encode())
    client.terminate()
    server.terminate()
    time.sleep(0.2)
    show(name, sent)


print("# Made by sessions.py, which says what stands here.")
print("private", "|".join(open(key).read().split("\n")))
for v, label in ((T1, "TLS1.0"), (T11, "TLS1.1"), (T12, "TLS1.2")):
    for cipher in ("AES128-SHA", "CAMELLIA256-SHA", "AECDH-AES256-SHA", "NULL-MD5"):
        talk(f"{label}-{cipher}", v, cipher)
        if "NULL" not in cipher:
            talk(f"{label}-{cipher}-mac-then-encrypt", v, cipher, NO_ETM)
talk("TLS1.0-AES128-SHA-plain-master", T1, "AES128-SHA", NO_EMS)
talk("TLS1.2-AES128-SHA-plain-master", T12, "AES128-SHA", NO_EMS)
for cipher in ("AES256-SHA256", "AES256-GCM-SHA384", "AES128-GCM-SHA256", "AES128-CCM", "AES256-CCM8", "CAMELLIA128-SHA256", "ARIA128-GCM-SHA256",
               "ARIA256-GCM-SHA384", "ECDHE-RSA-CHACHA20-POLY1305", "ECDHE-RSA-AES256-SHA384", "ECDHE-RSA-CAMELLIA256-SHA384"):
    talk(f"TLS1.2-{cipher}", T12, cipher)
both = tuple(context(s, T12, "ECDHE-RSA-AES128-GCM-SHA256", 0, None) for s in (ssl.PROTOCOL_TLS_CLIENT, ssl.PROTOCOL_TLS_SERVER))
first = talk("TLS1.2-full", T12, contexts=both)
talk("TLS1.2-resumed", T12, contexts=both, session=first)
talk("TLS1.3", T13)
talk("TLS1.3-retry", T13, curve="secp384r1")
both = tuple(context(s, T13, "", 0, None) for s in (ssl.PROTOCOL_TLS_CLIENT, ssl.PROTOCOL_TLS_SERVER))
first = talk("TLS1.3-full", T13, contexts=both)
talk("TLS1.3-resumed", T13, contexts=both, session=first)
key_updates()
