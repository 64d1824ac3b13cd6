/** The engine on PostgreSQL: two tables, one statement per batch, LISTEN and NOTIFY to wake other processes. */
@NullMarked
package io.tributary.eventstore.postgres;

import org.jspecify.annotations.NullMarked;
