/// The `kith` command: reading arguments, calling the library, telling what came of it.
///
/// Results go to stdout, everything else to stderr. A command is one file that reads as its help
/// text does; what several commands share is a mixin (options) or a small class beside them. Exit
/// codes: 0 done, 1 the job failed, 2 the command line was wrong.
@NullMarked
package dev.kith.cli;

import org.jspecify.annotations.NullMarked;
