package io.accelnet.cli.manifest;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Whether the conditions of a status are kept. They are judged like all else; but they are most of it, and no plan needs them. */
public enum Conditions {
    /** For whoever writes statuses: since when a condition is as it is stands in it. */
    KEPT {
        @Override
        void keep(Map<String, @Nullable Object> object) {}
    },
    /** For whoever only plans. */
    LEFT_OUT {
        @Override
        void keep(Map<String, @Nullable Object> object) {
            if (object.get("status") instanceof Map<?, ?> status) {
                status.remove("conditions");
            }
        }
    };

    /** Leaves in an object what is kept, in place. */
    abstract void keep(Map<String, @Nullable Object> object);
}
