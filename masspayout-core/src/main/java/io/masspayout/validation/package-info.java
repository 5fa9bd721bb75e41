/** Checks of what a caller passes: every fault at once, each naming its field. */
@NullMarked
package io.masspayout.validation;

import org.jspecify.annotations.NullMarked;
