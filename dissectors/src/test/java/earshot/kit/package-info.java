/// The test kit every protocol uses: a [earshot.kit.Dialogue] is bytes said by two sides, cut as one likes; a
/// [earshot.kit.Replay] is a
/// capture read by the engine; both give the events, as lines a person can read.
package earshot.kit;
