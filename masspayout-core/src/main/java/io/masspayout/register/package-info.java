/** Registers of holders on their way into the database: read, resolved to canonical accounts, staged, and swapped in as a whole. */
@NullMarked
package io.masspayout.register;

import org.jspecify.annotations.NullMarked;
