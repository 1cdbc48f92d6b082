package io.accelnet.cli.change;

import io.accelnet.plan.VmId;
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
     * The VMs that are named, each once, in the order in which they are named.
     *
     * @param said each a name; a namespace, a slash and a name; or a kind with its group, a slash and a name, as {@code kubectl get
     *     --output name} has it
     * @param namespace the namespace of those that don't say theirs
     */
    public static List<VmId> of(Collection<String> said, String namespace) {
        Set<VmId> names = new LinkedHashSet<>();
        said.forEach(name -> names.add(of(name, namespace)));
        return new ArrayList<>(names);
    }

    private static VmId of(String said, String namespace) {
        int slash = said.indexOf('/');
        if (slash < 0) {
            return new VmId(namespace, said);
        }
        String before = said.substring(0, slash);
        // No namespace has a dot in its name, and a kind with its group has.
        return new VmId(before.contains(".") ? namespace : before, said.substring(slash + 1));
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
