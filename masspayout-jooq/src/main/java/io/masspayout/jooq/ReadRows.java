package io.masspayout.jooq;

import io.masspayout.bulkhead.Breakage;
import io.masspayout.store.UnreadableRow;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jooq.Record;

/**
 * Rows of a list, read one by one: one that cannot be read is told by its reason and keeps no other row from being shown.
 *
 * @param items of the rows that can be read, in their order
 */
record ReadRows<T>(List<T> items, List<UnreadableRow> unreadable) {

    static <R extends Record, T> ReadRows<T> of(List<R> rows, Function<? super R, T> item) {
        List<T> items = new ArrayList<>();
        List<UnreadableRow> unreadable = new ArrayList<>();
        for (R row : rows) {
            try {
                items.add(item.apply(row));
            } catch (RuntimeException e) {
                String id = row.field("id") == null ? "?" : String.valueOf(row.get("id"));
                unreadable.add(new UnreadableRow(id, Breakage.reason(e)));
            }
        }
        return new ReadRows<>(items, unreadable);
    }
}
