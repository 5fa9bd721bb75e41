/** The PostgreSQL store. */
@NullMarked
package io.masspayout.jooq;

import org.jspecify.annotations.NullMarked;
