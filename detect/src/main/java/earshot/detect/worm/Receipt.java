package earshot.detect.worm;

import earshot.detect.Party;
import earshot.event.Frames;

/// Somebody received a payload from somebody.
///
/// @param taken the receiver is known to have accepted it
record Receipt(Party from, long time, String id, Frames frames, boolean taken) {}
