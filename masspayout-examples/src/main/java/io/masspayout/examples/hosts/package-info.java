/** Who calls for due work: hosts with and without a framework. Each class is what one host needs, and no more. */
@NullMarked
package io.masspayout.examples.hosts;

import org.jspecify.annotations.NullMarked;
