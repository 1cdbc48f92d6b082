package io.accelnet.api.v1alpha1;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes lists that are absent in a document empty. */
final class Lists {
    private Lists() {}

    static <T> List<T> orEmpty(@Nullable List<T> list) {
        return list == null ? List.of() : List.copyOf(list);
    }
}
