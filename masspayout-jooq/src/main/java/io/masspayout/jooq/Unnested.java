package io.masspayout.jooq;

import io.masspayout.jooq.internal.StoredTexts;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jooq.DataType;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * Facts of Java as a table of a statement: one array for each column. The statement's text is the same for one row and for a
 * thousand, so the database prepares it once.
 *
 * @param <T> what a row is made of
 */
final class Unnested<T> {

    private final String alias;
    private final Collection<T> rows;
    private final List<String> names = new ArrayList<>();
    private final List<Field<?>> arrays = new ArrayList<>();

    Unnested(String alias, Collection<T> rows) {
        this.alias = alias;
        this.rows = rows;
    }

    /** Adds a column, and gives the field that the statement reads it by. */
    <V> Field<V> column(String name, DataType<V> type, Function<? super T, ? extends @Nullable V> value) {
        names.add(name);
        arrays.add(array(type, rows, value));
        return column(alias, name, type);
    }

    /**
     * A column of something that is a table in one statement only. Not as a qualified name: jOOQ would take it for a column of a table
     * of the schema, and put the schema before it.
     */
    static <V> Field<V> column(String alias, String name, DataType<V> type) {
        return DSL.field("{0}.{1}", type, DSL.name(alias), DSL.name(name));
    }

    /** {@link #column(String, String, DataType)} under the name and type that a field of the schema has. */
    static <V> Field<V> column(String alias, Field<V> like) {
        return column(alias, like.getName(), like.getDataType());
    }

    /** The table of the columns added so far. jOOQ knows {@code unnest} of one array only. */
    Table<Record> table() {
        String places = String.join(
                ", ",
                IntStream.range(0, arrays.size()).mapToObj(i -> "{" + i + "}").toList());
        return DSL.table("unnest(" + places + ")", arrays.toArray(Field<?>[]::new))
                .as(alias, names.toArray(String[]::new));
    }

    /** The values of some rows as one array parameter. */
    @SuppressWarnings("unchecked") // an array of the type's class is what was asked for
    static <T, V> Field<V[]> array(
            DataType<V> type, Collection<T> rows, Function<? super T, ? extends @Nullable V> value) {
        V[] values = (V[]) Array.newInstance(type.getType(), rows.size());
        int i = 0;
        for (T row : rows) {
            values[i++] = value.apply(row);
        }
        if (values instanceof byte[][] bytes) {
            return (Field<V[]>) (Field<?>) DSL.val(bytes, BinaryArray.TYPE);
        }
        return values instanceof String[] texts
                ? (Field<V[]>) (Field<?>) StoredTexts.values(texts)
                : DSL.val(values, type.array());
    }
}
