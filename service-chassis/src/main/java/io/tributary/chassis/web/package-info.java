@NullMarked
package io.tributary.chassis.web;

import org.jspecify.annotations.NullMarked;
