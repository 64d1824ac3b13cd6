/** The contract of what a service publishes. */
@NullMarked
package io.tributary.chassis.web.asyncapi;

import org.jspecify.annotations.NullMarked;
