@NullMarked
package io.tributary.platform.command.bootstrap;

import org.jspecify.annotations.NullMarked;
