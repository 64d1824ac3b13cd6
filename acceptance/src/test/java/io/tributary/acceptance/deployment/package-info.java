/** One service replaced by its next build while everything else stays as it is. */
@NullMarked
package io.tributary.acceptance.deployment;

import org.jspecify.annotations.NullMarked;
