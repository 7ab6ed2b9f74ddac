package earshot.dissect.irc;

import java.util.Set;

/// The commands that there are, by who sends them.
final class Commands {
    /// What clients send; services' own commands included, which servers pass on.
    static final Set<String> CLIENT = Set.of(
            ("ACCEPT ADMIN AUTHENTICATE AWAY BATCH CAP CHANSERV CHATHISTORY CNOTICE CONNECT CPRIVMSG CS DIE ERROR HELP"
                            + " IDENTIFY INFO INVITE ISON JOIN KICK KILL KLINE KNOCK LINKS LIST LUSERS MAP MARKREAD"
                            + " MODE MONITOR MOTD NAMES NAMESX NICK NICKSERV NOTICE NS OPER PART PASS PING PONG PRIVMSG"
                            + " PROTOCTL QUIT REDACT REGISTER REHASH RENAME RULES SERVLIST SETNAME SILENCE SQUERY SQUIT"
                            + " STARTTLS STATS SUMMON TAGMSG TIME TOPIC TRACE USER USERHOST USERIP USERS VERIFY VERSION"
                            + " WALLOPS WATCH WEBIRC WEBPUSH WHO WHOIS WHOWAS CAPAB SERVER SERVICE ID")
                    .split(" "));

    /// What servers send to clients, besides numerics.
    static final Set<String> SERVER = Set.of(
            ("ACCOUNT AUTHENTICATE AWAY BATCH CAP CHGHOST CLEARCHAT CLEARMSG ERROR FAIL GLOBALUSERSTATE HOSTTARGET INVITE"
                            + " JOIN KICK KILL MARKREAD METADATA MODE NICK NOTE NOTICE PART PING PONG PRIVMSG QUIT"
                            + " RECONNECT REDACT REGISTER RENAME ROOMSTATE SETNAME SILENCE TAGMSG TOPIC USERNOTICE"
                            + " USERSTATE VERIFY WALLOPS WARN WHISPER")
                    .split(" "));

    /// What only servers send to servers.
    static final Set<String> LINK = Set.of(
            ("BMASK BURST CAPAB CHGHOST ENCAP ENDBURST EOB EOS ETB EUID FHOST FIDENT FJOIN FMODE FNAME FTOPIC IJOIN"
                            + " IDLE METADATA NETINFO NJOIN OPERTYPE PROTOCTL RESYNC SAVE SERVER SERVSET SID SINFO"
                            + " SJOIN SMO SNONOTICE SQUIT SVINFO SVSMODE SVSNICK SVSJOIN SVS2MODE TB TKL TMODE UID"
                            + " UMODE2 UNICK")
                    .split(" "));

    private Commands() {}
}
