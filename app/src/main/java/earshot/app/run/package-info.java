/// A run: what goes in, what is read of it, and who is told.
///
/// ```
/// CaptureFiles -> Engine -> event, id -> Listener (lines, case, digest)
///                              |
///                              +-> detectors -> alert, id -> Listener
/// ```
///
/// The engine hands events on by one thread, in the run's order; everything here happens on that
/// thread.
package earshot.app.run;
