/** Wiring of the store that is public only because the generated tables are in a package of their own. No host needs it. */
@NullMarked
package io.masspayout.jooq.internal;

import org.jspecify.annotations.NullMarked;
