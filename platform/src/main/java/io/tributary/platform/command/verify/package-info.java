@NullMarked
package io.tributary.platform.command.verify;

import org.jspecify.annotations.NullMarked;
