package io.masspayout.jooq.internal;

import io.masspayout.storable.OutsideText;
import java.sql.SQLException;
import org.jooq.Binding;
import org.jooq.BindingGetResultSetContext;
import org.jooq.BindingGetSQLInputContext;
import org.jooq.BindingGetStatementContext;
import org.jooq.BindingRegisterContext;
import org.jooq.BindingSQLContext;
import org.jooq.BindingSetSQLOutputContext;
import org.jooq.BindingSetStatementContext;
import org.jooq.Configuration;
import org.jooq.Converter;
import org.jooq.DataType;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/**
 * The gate that every text passes on its way into a statement: all columns of text in the generated tables have it, and so have the texts
 * of the store's own expressions (a rule of the architecture). What the database cannot keep is written so that it can ({@link
 * OutsideText}), as one character must not keep an outcome from being recorded. A caller's text was refused before it comes here.
 */
public final class StoredText implements Binding<String, String> {

    /** What jOOQ does with a text by itself; first, as {@link #TYPE} is made with it. */
    private static final Binding<String, String> JOOQ = plain();

    /** Text as every statement of the store says it. */
    public static final DataType<String> TYPE = SQLDataType.VARCHAR.asConvertedDataType(new StoredText());

    /** Under this name a configuration has its database's {@link ServerEncoding}. */
    public static final String ENCODING = "io.masspayout.server_encoding";

    private static final long serialVersionUID = 1L;

    public StoredText() {}

    @SuppressWarnings("unchecked") // VARCHAR has texts on both sides
    private static Binding<String, String> plain() {
        return (Binding<String, String>) SQLDataType.VARCHAR.getBinding();
    }

    /** A text as a parameter of a statement. */
    public static Field<String> value(String text) {
        return DSL.val(text, TYPE);
    }

    /** A text as the database of a configuration can keep it. */
    static String storable(Configuration configuration, String text) {
        return OutsideText.storable(text, OutsideText.MAX_LENGTH, encoding(configuration));
    }

    /** Which characters the database of a configuration has. */
    public static ServerEncoding encoding(Configuration configuration) {
        return configuration.data(ENCODING) instanceof ServerEncoding known ? known : ServerEncoding.ANY;
    }

    private static Converter<String, String> gate(Configuration configuration) {
        return Converter.ofNullable(String.class, String.class, text -> text, text -> storable(configuration, text));
    }

    @Override
    public Converter<String, String> converter() {
        return JOOQ.converter();
    }

    @Override
    public void sql(BindingSQLContext<String> context) throws SQLException {
        JOOQ.sql(context.convert(gate(context.configuration())));
    }

    @Override
    public void set(BindingSetStatementContext<String> context) throws SQLException {
        JOOQ.set(context.convert(gate(context.configuration())));
    }

    @Override
    public void set(BindingSetSQLOutputContext<String> context) throws SQLException {
        JOOQ.set(context.convert(gate(context.configuration())));
    }

    @Override
    public void register(BindingRegisterContext<String> context) throws SQLException {
        JOOQ.register(context);
    }

    @Override
    public void get(BindingGetResultSetContext<String> context) throws SQLException {
        JOOQ.get(context);
    }

    @Override
    public void get(BindingGetStatementContext<String> context) throws SQLException {
        JOOQ.get(context);
    }

    @Override
    public void get(BindingGetSQLInputContext<String> context) throws SQLException {
        JOOQ.get(context);
    }
}
