package io.accelnet.cli.change;

import io.accelnet.api.v1alpha1.AccelNetVMSpec;
import io.accelnet.api.v1alpha1.Performance;
import io.accelnet.api.v1alpha1.PortPolicy;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a VM shall ask for.
 *
 * @param level the performance level; empty: whatever it asks for already
 * @param ports from which ports its virtual functions shall come; empty: whatever it asks for already
 */
public record VmSettings(Optional<Performance> level, Optional<Ports> ports) {
    /** From which ports the virtual functions come that a VM has of one pool. */
    public enum Ports {
        ANY("Any", PortPolicy.ANY),
        DIFFERENT("Different", PortPolicy.DIFFERENT),
        /** The AccelNetVM says nothing of it, so that the AccelNetCluster decides. */
        AS_THE_CLUSTER_SAYS("", null);

        private final String word;
        private final @Nullable PortPolicy policy;

        Ports(String word, @Nullable PortPolicy policy) {
            this.word = word;
            this.policy = policy;
        }

        /** Those that a word stands for; empty if none. */
        public static Optional<Ports> of(String said) {
            return Arrays.stream(values())
                    .filter(each -> !each.word.isEmpty() && each.word.equalsIgnoreCase(said))
                    .findFirst();
        }

        /** Those that a VM asks for. */
        static Ports of(AccelNetVMSpec spec) {
            return Arrays.stream(values())
                    .filter(each -> each.policy == spec.portPolicy())
                    .findFirst()
                    .orElseThrow();
        }

        /** As it is written in a manifest, or behind an option; empty if nothing is written. */
        public String word() {
            return word;
        }

        private String words() {
            return word.isEmpty() ? "the port policy of its cluster" : "port policy " + word;
        }
    }

    /** Only a level. */
    public static VmSettings of(Performance level) {
        return new VmSettings(Optional.of(level), Optional.empty());
    }

    /** The port policy alone. */
    VmSettings portsAlone() {
        return new VmSettings(Optional.empty(), ports);
    }

    /** Whether a VM asks for all this. */
    public boolean isAskedForBy(AccelNetVMSpec spec) {
        return hasLevel(spec) && hasPorts(spec);
    }

    boolean hasLevel(AccelNetVMSpec spec) {
        return level.map(wanted -> wanted == spec.performance()).orElse(true);
    }

    boolean hasPorts(AccelNetVMSpec spec) {
        return ports.map(wanted -> wanted.policy == spec.portPolicy()).orElse(true);
    }

    /** What a VM asks for then. */
    AccelNetVMSpec applyTo(AccelNetVMSpec spec) {
        return new AccelNetVMSpec(
                spec.clusterName(),
                level.orElse(spec.performance()),
                ports.isPresent() ? ports.get().policy : spec.portPolicy(),
                spec.virtualMachineRef(),
                spec.virtualMachine());
    }

    /** For people: such as High, or High and port policy Different. */
    String words() {
        return Stream.of(level.map(VmSteps::word), ports.map(Ports::words))
                .flatMap(Optional::stream)
                .collect(Collectors.joining(" and "));
    }

    /** The options that say it, for a command that people can type. */
    String options() {
        return Stream.of(
                        level.map(wanted -> " --performance " + VmSteps.word(wanted)),
                        ports.map(wanted -> wanted == Ports.AS_THE_CLUSTER_SAYS
                                ? " --unset port-policy"
                                : " --port-policy " + wanted.word))
                .flatMap(Optional::stream)
                .collect(Collectors.joining());
    }
}
