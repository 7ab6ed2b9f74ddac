package earshot.dissect;

import earshot.dissect.dhcp.Dhcp;
import earshot.dissect.dns.Dns;
import earshot.dissect.dtls.Dtls;
import earshot.dissect.gadugadu.Dcc;
import earshot.dissect.gadugadu.GaduGadu;
import earshot.dissect.gadugadu.HttpHub;
import earshot.dissect.gadugadu.Relay;
import earshot.dissect.groupwise.GroupWise;
import earshot.dissect.http.Http;
import earshot.dissect.http.Http2;
import earshot.dissect.icq.Icq;
import earshot.dissect.icq.IcqDirect;
import earshot.dissect.ipmsg.IpMsg;
import earshot.dissect.irc.Irc;
import earshot.dissect.mdns.Mdns;
import earshot.dissect.mqtt.Mqtt;
import earshot.dissect.mrim.Mrim;
import earshot.dissect.mrim.MrimFile;
import earshot.dissect.msnp.Gateway;
import earshot.dissect.msnp.MsnFtp;
import earshot.dissect.msnp.Msnp;
import earshot.dissect.msnp.WebServices;
import earshot.dissect.msnp.p2p.Direct;
import earshot.dissect.myspaceim.MySpaceIm;
import earshot.dissect.netbios.NetBios;
import earshot.dissect.oicq.Oicq;
import earshot.dissect.oscar.Oscar;
import earshot.dissect.oscar.ProxyTunnel;
import earshot.dissect.oscar.WebApi;
import earshot.dissect.oscar.oft.Ars;
import earshot.dissect.oscar.oft.Oft;
import earshot.dissect.proxyprotocol.ProxyProtocol;
import earshot.dissect.pseudossl.PseudoSsl;
import earshot.dissect.quic.Quic;
import earshot.dissect.sametime.Sametime;
import earshot.dissect.sametime.Tunnel;
import earshot.dissect.signature.Signatures;
import earshot.dissect.sip.SecureFtp;
import earshot.dissect.sip.Sip;
import earshot.dissect.sip.msrp.Msrp;
import earshot.dissect.skype.SkypeDisguise;
import earshot.dissect.skype.SkypeUpdates;
import earshot.dissect.socks.Socks;
import earshot.dissect.stomp.Stomp;
import earshot.dissect.stun.Stun;
import earshot.dissect.talk.Finger;
import earshot.dissect.talk.Talk;
import earshot.dissect.talk.TalkStream;
import earshot.dissect.tls.Tls;
import earshot.dissect.toc.Toc;
import earshot.dissect.webchat.Discord;
import earshot.dissect.webchat.Facebook;
import earshot.dissect.webchat.Matrix;
import earshot.dissect.webchat.Mattermost;
import earshot.dissect.webchat.Meebo;
import earshot.dissect.webchat.RocketChat;
import earshot.dissect.webchat.Slack;
import earshot.dissect.webchat.TelegramBot;
import earshot.dissect.webchat.Zulip;
import earshot.dissect.xmpp.S5b;
import earshot.dissect.xmpp.Xmpp;
import earshot.dissect.ymsg.HttpFiles;
import earshot.dissect.ymsg.HttpLogin;
import earshot.dissect.ymsg.HttpTunnel;
import earshot.dissect.ymsg.Webcam;
import earshot.dissect.ymsg.Ycht;
import earshot.dissect.ymsg.Ymsg;
import earshot.dissect.zephyr.Zephyr;
import earshot.tls.Keys;
import earshot.web.WebReader;
import java.util.List;

/// All protocols that are read, in the order in which they are asked: the surest signatures first. Adding one
/// is one line here.
public final class Dissectors {
    /// What is spoken in HTTP, in the order in which a request is offered.
    private static final List<WebReader> WEB = List.of(
            new Gateway(), //
            new WebServices(),
            new Tunnel(),
            new Mattermost(),
            new HttpTunnel(),
            new HttpFiles(),
            new HttpLogin(),
            new Slack(),
            new Discord(),
            new RocketChat(),
            new Matrix(),
            new HttpHub(),
            new SkypeUpdates(),
            new WebApi(),
            new ProxyTunnel(),
            new Facebook(),
            new TelegramBot(),
            new Zulip(),
            new Meebo());

    /// Without keys.
    public static final List<Dissector> ALL = all(new Keys());

    private Dissectors() {}

    /// @param keys what encrypted connections are read with
    public static List<Dissector> all(Keys keys) {
        return List.of(
                new Oscar(),
                new Toc(), // whose frames look the same
                new GaduGadu(),
                new Mrim(),
                new MrimFile(),
                new MySpaceIm(),
                new Relay(),
                new Ycht(),
                new Webcam(),
                new Ymsg(),
                new Mqtt(),
                new Stomp(),
                new Icq(),
                new IcqDirect(),
                new Oft(),
                new Ars(),
                new S5b(), // before SOCKS: it knows its own requests
                new Socks(),
                new ProxyProtocol(),
                new PseudoSsl(), // before TLS, as which it passes
                new SkypeDisguise(), // likewise
                new Tls(keys),
                new GroupWise(), // before HTTP, which its requests imitate
                new Http(WEB),
                new Http2(WEB),
                new Sametime(),
                new Sip(),
                new Msrp(),
                new SecureFtp(),
                new MsnFtp(),
                new Direct(),
                new Msnp(),
                new Xmpp(),
                new Irc(),
                new Talk(),
                new TalkStream(),
                new Zephyr(),
                new Stun(),
                new Dtls(),
                new Quic(),
                new Signatures(),
                new IpMsg(),
                new Oicq(),
                new Dcc(),
                new Finger(), // so weak a beginning that everybody else is asked first
                new Dhcp(),
                new NetBios(),
                new Dns(),
                new Mdns());
    }
}
