package earshot.dissect.irc;

import earshot.flow.Direction;

/// What is made of a connection's lines: a client's connection and a link between servers differ in it.
interface Reading {
    /// Takes a line apart; null where it is none.
    default Line parse(String octets) {
        return Line.read(octets);
    }

    void line(Direction from, Line line);

    void gap(Direction from, long bytes);

    void end();
}
