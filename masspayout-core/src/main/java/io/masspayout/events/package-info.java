/** What happens at contracts and accounts: events are read in order, decoded, and handled exactly once. */
@NullMarked
package io.masspayout.events;

import org.jspecify.annotations.NullMarked;
