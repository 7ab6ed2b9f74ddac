package earshot.dissect.irc;

/// Who a line comes from, as it says: a server, or a nick with or without `user@host`. Octets.
///
/// @param name the nick, or the server's name
record Source(String name, String user, String host) {
    static Source of(String prefix) {
        int at = prefix.lastIndexOf('@');
        int bang = prefix.indexOf('!');
        if (bang >= 0 && at < bang) at = -1;
        int nameEnd = bang >= 0 ? bang : at >= 0 ? at : prefix.length();
        String user = bang >= 0 ? prefix.substring(bang + 1, at >= 0 ? at : prefix.length()) : "";
        return new Source(prefix.substring(0, nameEnd), user, at >= 0 ? prefix.substring(at + 1) : "");
    }

    /// Whether only a server can be called so: servers' names have dots, nicks have none.
    boolean server() {
        return user.isEmpty() && host.isEmpty() && (name.indexOf('.') >= 0 || name.isEmpty());
    }

    boolean mask() {
        return !user.isEmpty() && !host.isEmpty();
    }
}
