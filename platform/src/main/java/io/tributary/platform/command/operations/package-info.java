@NullMarked
package io.tributary.platform.command.operations;

import org.jspecify.annotations.NullMarked;
