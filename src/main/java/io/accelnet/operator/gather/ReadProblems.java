package io.accelnet.operator.gather;

import io.accelnet.api.v1alpha1.Allocation;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says which objects can't be read, once for each version: a plan reads them all, and there are many plans. Not for several threads. */
public final class ReadProblems {
    private static final Logger LOG = LoggerFactory.getLogger(ReadProblems.class);

    private final Map<ObjectKey, String> told = new HashMap<>();
    private final Set<ObjectKey> met = new HashSet<>();

    /** An object can't be read. */
    void object(HasMetadata object, RuntimeException why) {
        if (isNew(object)) {
            LOG.atError()
                    .addKeyValue("object", ObjectKey.of(object))
                    .addKeyValue("why", why.toString())
                    .log("An object can't be read and is left out");
        }
    }

    /** An entry of a node's ledger can't be read. */
    void entry(HasMetadata node, Allocation entry, RuntimeException why) {
        if (isNew(node)) {
            LOG.atError()
                    .addKeyValue("object", ObjectKey.of(node))
                    .addKeyValue("allocation", entry)
                    .addKeyValue("why", why.toString())
                    .log("A ledger entry can't be read and is left out");
        }
    }

    private boolean isNew(HasMetadata object) {
        ObjectKey key = ObjectKey.of(object);
        met.add(key);
        String version = Objects.requireNonNullElse(object.getMetadata().getResourceVersion(), "");
        return !version.equals(told.put(key, version));
    }

    /** All objects have been read: of those that could be, nothing needs to be remembered. */
    void allRead() {
        told.keySet().retainAll(met);
        met.clear();
    }
}
