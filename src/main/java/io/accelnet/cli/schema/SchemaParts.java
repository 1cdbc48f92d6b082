package io.accelnet.cli.schema;

import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.function.Predicate;

/** The parts of a schema in or below which something is demanded: what isn't among them needn't be gone through. */
final class SchemaParts {
    private final Set<Schema> leading = Collections.newSetFromMap(new IdentityHashMap<>());

    /** Those of a schema that lead to a part of which this is true. */
    SchemaParts(Schema schema, Predicate<Schema> demands) {
        lead(schema, demands);
    }

    private boolean lead(Schema schema, Predicate<Schema> demands) {
        boolean leads = demands.test(schema);
        Collection<Schema> known = schema.fields().known().values();
        for (Schema field : known) {
            leads |= lead(field, demands);
        }
        leads |=
                schema.fields().others().filter(others -> lead(others, demands)).isPresent();
        leads |= schema.list().each().filter(each -> lead(each, demands)).isPresent();
        if (leads) {
            leading.add(schema);
        }
        return leads;
    }

    boolean contains(Schema part) {
        return leading.contains(part);
    }
}
