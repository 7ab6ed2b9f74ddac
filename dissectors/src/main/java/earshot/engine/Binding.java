package earshot.engine;

import earshot.event.Seen;

/// A dissection knows what a key stands for: an account or a file's offer.
record Binding(int source, String key, Object value, Seen seen) {}
