package io.masspayout.store;

import java.util.List;
import java.util.Optional;

/**
 * Some items of a list, and where the next ones begin.
 *
 * @param items in the order of the list
 * @param next pass it on to get what follows; empty at the end
 * @param unreadable rows of this page that are no items, as this process cannot read them; mostly there is none
 */
public record Page<T>(List<T> items, Optional<String> next, List<UnreadableRow> unreadable) {

    public Page {
        items = List.copyOf(items);
        unreadable = List.copyOf(unreadable);
    }
}
