package earshot.flow;

/// Which way bytes of a flow go. Named by the side that sends them.
public enum Direction {
    CLIENT,
    SERVER;

    public Direction other() {
        return this == CLIENT ? SERVER : CLIENT;
    }
}
