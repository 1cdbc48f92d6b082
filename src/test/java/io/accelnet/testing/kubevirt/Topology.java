package io.accelnet.testing.kubevirt;

import io.fabric8.kubernetes.api.model.Quantity;
import java.util.Map;
import java.util.stream.Stream;

/** A VM's virtual CPUs, as KubeVirt counts them. */
record Topology(int sockets, int cores, int threads) {
    static Topology of(Dynamic instance) {
        Map<String, Object> cpu = instance.fields("spec", "domain", "cpu");
        if (Stream.of("sockets", "cores", "threads").noneMatch(cpu::containsKey)) {
            return new Topology(requested(instance), 1, 1);
        }
        return new Topology(
                instance.number(1, "spec", "domain", "cpu", "sockets"),
                instance.number(1, "spec", "domain", "cpu", "cores"),
                instance.number(1, "spec", "domain", "cpu", "threads"));
    }

    private static int requested(Dynamic instance) {
        return Stream.of("limits", "requests")
                .map(kind -> instance.text("spec", "domain", "resources", kind, "cpu"))
                .filter(cpu -> !cpu.isEmpty())
                .findFirst()
                .map(cpu -> new Quantity(cpu).getNumericalAmount())
                .map(cpu -> (int) Math.ceil(cpu.doubleValue()))
                .orElse(1);
    }

    int vCpus() {
        return sockets * cores * threads;
    }

    Map<String, Integer> asFields() {
        return Map.of("sockets", sockets, "cores", cores, "threads", threads);
    }
}
