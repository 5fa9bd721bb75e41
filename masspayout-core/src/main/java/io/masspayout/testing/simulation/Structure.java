package io.masspayout.testing.simulation;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Adds objects to a digest field by field, so that a field that a class gets later is not forgotten. Two structures that are built alike come
 * to the same sum, whichever objects they consist of. Where a set has no order, the order in which it is gone through does not count.
 */
final class Structure {

    private static final String OURS = "io.masspayout.";

    /**
     * What decides nothing that differs later: the store writes the audit trail and never reads it, and a small world has one backup, taken
     * before anything happens.
     */
    private static final Set<String> NEVER_READ = Set.of("auditTrail", "backups");

    private static final ClassValue<Field[]> FIELDS = new ClassValue<>() {
        @Override
        protected Field[] computeValue(Class<?> type) {
            List<Field> fields = new ArrayList<>();
            for (Class<?> at = type; at != Object.class; at = at.getSuperclass()) {
                for (Field field : at.getDeclaredFields()) {
                    boolean counts = !Modifier.isStatic(field.getModifiers())
                            && !field.isSynthetic()
                            && !NEVER_READ.contains(field.getName());
                    if (counts) {
                        field.setAccessible(true);
                        fields.add(field);
                    }
                }
            }
            return fields.toArray(Field[]::new);
        }
    };

    private final IdentityHashMap<Object, Long> met = new IdentityHashMap<>();

    private Structure() {}

    /** Adds an object with everything that it refers to. */
    static void add(StateDigest digest, @Nullable Object object) {
        new Structure().put(digest, object);
    }

    private void put(StateDigest digest, @Nullable Object object) {
        if (object == null) {
            digest.add(0);
        } else if (object instanceof String text) {
            digest.add(text);
        } else if (object instanceof Enum<?> constant) {
            digest.add(constant.name());
        } else if (object instanceof Instant time) {
            digest.add(time);
        } else if (object instanceof Duration time) {
            digest.add(time.getSeconds()).add(time.getNano());
        } else if (object instanceof UUID id) {
            digest.add(id.getMostSignificantBits()).add(id.getLeastSignificantBits());
        } else if (object instanceof BigDecimal || object instanceof BigInteger) {
            digest.add(object.toString());
        } else if (object instanceof Number number) {
            digest.add(number.longValue());
        } else if (object instanceof Boolean truth) {
            digest.add(truth ? 2 : 1);
        } else if (object instanceof Throwable problem) {
            digest.add(problem.toString());
        } else if (object instanceof AtomicReference<?> reference) {
            put(digest, reference.get());
        } else if (object instanceof AtomicBoolean truth) {
            digest.add(truth.get() ? 2 : 1);
        } else if (object instanceof SmallWorker worker) {
            // As the source of ids in an engine; what decides its steps is added for itself.
            digest.add(worker.number());
        } else if (object instanceof Optional<?> optional) {
            put(digest, optional.orElse(null));
        } else if (object instanceof Map<?, ?> map) {
            putMap(digest, map);
        } else if (object instanceof Collection<?> collection) {
            putCollection(digest, collection);
        } else if (object.getClass().isArray()) {
            putArray(digest, object);
        } else if (object.getClass().getName().startsWith(OURS)
                && !object.getClass().isHidden()) {
            putFields(digest, object);
        } else {
            // A lambda, a lock: nothing that has a state of its own here.
            digest.add(1);
        }
    }

    private void putMap(StateDigest digest, Map<?, ?> map) {
        digest.add(map.size());
        boolean ordered = map instanceof SortedMap || map instanceof LinkedHashMap;
        long sum = 0;
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            StateDigest to = ordered ? digest : new StateDigest();
            put(to, entry.getKey());
            put(to, entry.getValue());
            sum += to.value();
        }
        digest.add(ordered ? 0 : sum);
    }

    private void putCollection(StateDigest digest, Collection<?> collection) {
        digest.add(collection.size());
        boolean ordered =
                !(collection instanceof Set) || collection instanceof SortedSet || collection instanceof LinkedHashSet;
        long sum = 0;
        for (Object element : collection) {
            StateDigest to = ordered ? digest : new StateDigest();
            put(to, element);
            sum += to.value();
        }
        digest.add(ordered ? 0 : sum);
    }

    private void putArray(StateDigest digest, Object array) {
        if (array instanceof byte[] bytes) {
            digest.add(bytes.length);
            for (byte each : bytes) {
                digest.add(each);
            }
        } else if (array instanceof long[] numbers) {
            digest.add(numbers.length);
            for (long number : numbers) {
                digest.add(number);
            }
        } else if (array instanceof Object[] objects) {
            putCollection(digest, List.of(objects));
        } else {
            throw new IllegalArgumentException("an array of " + array.getClass() + " cannot be summed up");
        }
    }

    // What was met before is named by its number, so that circles end, and what refers to the same object says so.
    private void putFields(StateDigest digest, Object object) {
        if (!object.getClass().isRecord()) {
            Long number = met.putIfAbsent(object, (long) met.size());
            if (number != null) {
                digest.add(number);
                return;
            }
        }
        try {
            for (Field field : FIELDS.get(object.getClass())) {
                Class<?> type = field.getType();
                if (type == long.class) {
                    digest.add(field.getLong(object));
                } else if (type == int.class) {
                    digest.add(field.getInt(object));
                } else if (type == boolean.class) {
                    digest.add(field.getBoolean(object) ? 2 : 1);
                } else {
                    put(digest, field.get(object));
                }
            }
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }
}
