package io.accelnet.fuzz;

import java.util.List;

/** Labels of nodes and namespaces, which selectors ask for. */
final class Labels {
    static final List<String> KEYS = List.of("site", "pool", "example.com/rack", "a");
    static final List<String> VALUES = List.of("", "a", "b", "rack-1");

    private Labels() {}
}
