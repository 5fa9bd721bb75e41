package io.masspayout.hedera.node;

import com.google.common.base.Splitter;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The query of a request, whose parameters may come several times. */
record Parameters(Map<String, List<String>> values) {

    static Parameters of(URI uri) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        String query = uri.getQuery();
        if (query != null) {
            for (String one : Splitter.on('&').omitEmptyStrings().split(query)) {
                int equals = one.indexOf('=');
                values.computeIfAbsent(one.substring(0, equals), name -> new ArrayList<>())
                        .add(one.substring(equals + 1));
            }
        }
        return new Parameters(values);
    }

    List<String> all(String name) {
        return values.getOrDefault(name, List.of());
    }

    @Nullable
    String first(String name) {
        return all(name).isEmpty() ? null : all(name).get(0);
    }
}
