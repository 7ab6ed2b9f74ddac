/// The command line: [earshot.app.Main] finds the [earshot.app.Command], parses its options and turns
/// what went wrong into a sentence and an exit status.
///
/// What a command found goes to standard output; progress, warnings and everything else for people goes
/// to standard error. Whatever came from the traffic is escaped before a terminal sees it. The exit
/// statuses are those of [earshot.app.Exit].
package earshot.app;
