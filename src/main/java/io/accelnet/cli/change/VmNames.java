package io.accelnet.cli.change;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The names of VMs, as people and programs give them. */
public final class VmNames {
    /** What stands for names on the standard input. */
    public static final String STANDARD_INPUT = "-";

    private VmNames() {}

    /**
     * The VMs that are named, each name once, in the order in which they are named.
     *
     * @param said each as {@link VmName#of} takes it
     * @param namespace the namespace of those that don't say theirs
     */
    public static List<VmName> of(Collection<String> said, String namespace) {
        Set<VmName> names = new LinkedHashSet<>();
        said.forEach(name -> names.add(VmName.of(name, () -> namespace)));
        return new ArrayList<>(names);
    }

    /** The names in a text: one or more in a line, what follows a number sign is a remark. */
    public static List<String> in(String text) {
        return text.lines()
                .map(line -> line.split("#", 2)[0])
                .flatMap(line -> Stream.of(line.strip().split("\\s+")))
                .filter(word -> !word.isEmpty())
                .toList();
    }
}
