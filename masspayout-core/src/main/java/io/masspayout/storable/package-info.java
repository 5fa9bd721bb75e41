/** What a database can keep of words and times that others say: what cannot be kept is written in another way, or refused. */
@NullMarked
package io.masspayout.storable;

import org.jspecify.annotations.NullMarked;
