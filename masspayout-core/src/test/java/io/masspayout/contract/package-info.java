/** The contracts of the ports, as tests that every implementation inherits. */
@NullMarked
package io.masspayout.contract;

import org.jspecify.annotations.NullMarked;
