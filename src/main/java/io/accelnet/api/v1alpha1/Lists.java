package io.accelnet.api.v1alpha1;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A list that is absent in a document is an empty one to the program. */
final class Lists {
    private Lists() {}

    static <T> List<T> orEmpty(@Nullable List<T> list) {
        return list == null ? List.of() : List.copyOf(list);
    }
}
