package io.accelnet.cli.verb.writing;

import io.accelnet.cli.change.LabelSelectorText;
import io.accelnet.cli.change.VmDirectory;
import io.accelnet.cli.change.VmMeant;
import io.accelnet.cli.change.VmName;
import io.accelnet.cli.change.VmNames;
import io.accelnet.cli.scenario.BadRequestException;
import io.accelnet.cli.terminal.Invocation;
import io.accelnet.cli.terminal.OptionNames;
import io.accelnet.operator.gather.Selectors;
import io.accelnet.plan.VmId;
import io.accelnet.plan.snapshot.Selector;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which VMs are meant: by name, by label, or all. */
final class VmSelection {
    @Option(
            names = {"-l", "--selector"},
            paramLabel = "SELECTOR",
            order = 1,
            description = "All VMs with these labels, such as app=web.")
    @Nullable String selector;

    @Option(names = "--all", order = 2, description = "All VMs of the namespace; with -A, of all namespaces.")
    boolean all;

    private List<String> names = List.of();

    /**
     * Refuses what can't be meant, before anything is read.
     *
     * @param said the names
     */
    void check(List<String> said, boolean allNamespaces) {
        names = List.copyOf(said);
        OptionNames.notEmpty("NAME", names);
        long ways = Stream.of(!names.isEmpty(), selector != null, all)
                .filter(each -> each)
                .count();
        if (ways != 1) {
            throw new BadRequestException(
                    "say which VMs: their names, or -l SELECTOR, or --all" + (ways > 1 ? "; one of these" : ""));
        }
        if (allNamespaces && !names.isEmpty()) {
            throw new BadRequestException("-A is for -l and --all: say NAMESPACE/NAME for a VM of another namespace");
        }
        labels();
    }

    /** Whether the VMs are named, and not just described. */
    boolean isByName() {
        return !names.isEmpty();
    }

    /** The VMs that are named. */
    List<VmName> named(String namespace, Invocation invocation) throws IOException {
        List<String> said = new ArrayList<>();
        for (String name : names) {
            if (name.equals(VmNames.STANDARD_INPUT)) {
                said.addAll(VmNames.in(new String(invocation.in().readAllBytes(), StandardCharsets.UTF_8)));
            } else {
                said.add(name);
            }
        }
        return VmNames.of(said, namespace);
    }

    /** Those that are described, of those that can be enabled. */
    List<VmId> machines(VmDirectory directory) {
        return directory.machines(labels(), all);
    }

    /** Those that are described, of those that are enabled. */
    List<VmMeant> enabled(VmDirectory directory) {
        return directory.enabled(labels());
    }

    private Selector labels() {
        return Optional.ofNullable(selector)
                .map(text -> Selectors.read(LabelSelectorText.parse("-l", text)))
                .orElse(Selector.ALL);
    }
}
