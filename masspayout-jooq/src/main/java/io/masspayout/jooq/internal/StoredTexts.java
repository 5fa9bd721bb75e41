package io.masspayout.jooq.internal;

import java.sql.SQLException;
import org.jooq.Binding;
import org.jooq.BindingGetResultSetContext;
import org.jooq.BindingGetSQLInputContext;
import org.jooq.BindingGetStatementContext;
import org.jooq.BindingRegisterContext;
import org.jooq.BindingSQLContext;
import org.jooq.BindingSetSQLOutputContext;
import org.jooq.BindingSetStatementContext;
import org.jooq.Converter;
import org.jooq.Converters;
import org.jooq.DataType;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/** Many texts as one parameter, each through the gate of {@link StoredText}. */
public final class StoredTexts implements Binding<String[], String[]> {

    private static final long serialVersionUID = 1L;

    private static final DataType<String[]> TYPE = SQLDataType.VARCHAR.array().asConvertedDataType(new StoredTexts());

    private StoredTexts() {}

    /** Some texts as a parameter of a statement. */
    public static Field<String[]> values(@Nullable String... texts) {
        return DSL.val(texts, TYPE);
    }

    @Override
    public Converter<String[], String[]> converter() {
        return Converters.identity(String[].class);
    }

    @Override
    public void sql(BindingSQLContext<String[]> context) {
        context.render().visit(DSL.raw("cast(? as varchar[])"));
    }

    @Override
    public void set(BindingSetStatementContext<String[]> context) throws SQLException {
        String[] given = context.value();
        @Nullable String[] texts = new String[given.length];
        for (int i = 0; i < texts.length; i++) {
            texts[i] = given[i] == null ? null : StoredText.storable(context.configuration(), given[i]);
        }
        context.statement()
                .setArray(context.index(), context.statement().getConnection().createArrayOf("varchar", texts));
    }

    @Override
    public void register(BindingRegisterContext<String[]> context) {
        throw onlyAParameter();
    }

    @Override
    public void set(BindingSetSQLOutputContext<String[]> context) {
        throw onlyAParameter();
    }

    @Override
    public void get(BindingGetResultSetContext<String[]> context) {
        throw onlyAParameter();
    }

    @Override
    public void get(BindingGetStatementContext<String[]> context) {
        throw onlyAParameter();
    }

    @Override
    public void get(BindingGetSQLInputContext<String[]> context) {
        throw onlyAParameter();
    }

    private static UnsupportedOperationException onlyAParameter() {
        return new UnsupportedOperationException("no statement of this store returns an array of these");
    }
}
