/** Moving a service's data on the command line. */
@NullMarked
package io.tributary.platform.command.move;

import org.jspecify.annotations.NullMarked;
