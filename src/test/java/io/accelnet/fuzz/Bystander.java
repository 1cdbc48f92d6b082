package io.accelnet.fuzz;

import io.accelnet.api.v1alpha1.AccelNetCluster;
import io.accelnet.api.v1alpha1.AccelNetClusterSpec;
import io.accelnet.api.v1alpha1.AccelNetNode;
import io.accelnet.api.v1alpha1.AccelNetVM;
import io.accelnet.api.v1alpha1.AccelNetVMSpec;
import io.accelnet.api.v1alpha1.IntentType;
import io.accelnet.api.v1alpha1.NetworkIntent;
import io.accelnet.api.v1alpha1.NetworkIntentSpec;
import io.accelnet.api.v1alpha1.Performance;
import io.accelnet.api.v1alpha1.VirtualMachineFacts;
import io.accelnet.operator.harness.Arena;
import io.accelnet.operator.harness.Objects;
import io.accelnet.operator.harness.Statuses;
import io.accelnet.plan.VmId;
import io.accelnet.plan.snapshot.ClusterSnapshot;
import io.fabric8.kubernetes.api.model.LabelSelectorBuilder;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A cluster beside all that the fuzzer creates, which must not notice any of it. */
final class Bystander {
    private static final String NAME = "bystander";
    private static final int NODES = 4;
    private static final int FUNCTIONS = 8;
    private static final int VMS = 8;
    private static final VmId NEW = new VmId(Arena.NAMESPACE, NAME + "-new");

    private final Arena arena;
    private final AtomicInteger plansWhileUndecided = new AtomicInteger();

    Bystander(Arena arena) {
        this.arena = arena;
    }

    /** Creates it, before anything else, since of two that claim something the older has it. */
    void create() {
        NetworkIntent intent = Objects.intent();
        intent.getMetadata().setName(NAME);
        intent.setSpec(new NetworkIntentSpec(List.of(IntentType.COMPUTE), List.of(Objects.PORT)));
        AccelNetCluster cluster = new AccelNetCluster();
        cluster.setMetadata(new ObjectMetaBuilder().withName(NAME).build());
        cluster.setSpec(new AccelNetClusterSpec(
                NAME,
                50,
                new LabelSelectorBuilder().withMatchLabels(Map.of(NAME, "yes")).build(),
                null,
                null,
                null,
                null,
                null));
        arena.create(intent, cluster);
        for (int node = 0; node < NODES; node++) {
            AccelNetNode host = Objects.node(NAME + "-" + node, FUNCTIONS);
            host.getMetadata().setLabels(Map.of(NAME, "yes"));
            arena.create(host);
        }
        for (int vm = 0; vm < VMS; vm++) {
            arena.create(vm(NAME + "-vm-" + vm));
        }
    }

    private static AccelNetVM vm(String name) {
        AccelNetVM vm = Objects.vm(Arena.NAMESPACE, name);
        vm.setSpec(new AccelNetVMSpec(NAME, Performance.LOW, null, new VirtualMachineFacts(8, List.of("nic-1"), null)));
        return vm;
    }

    /** Sees what plans are made from. */
    void planned(ClusterSnapshot snapshot) {
        if (snapshot.vms().stream()
                .anyMatch(vm -> vm.id().equals(NEW) && !vm.memory().admitted())) {
            plansWhileUndecided.incrementAndGet();
        }
    }

    /** Who has which virtual function, what every VM was told, and the sums of the reserve. */
    Map<String, String> state() {
        Map<String, String> state = new TreeMap<>();
        for (AccelNetNode node : arena.nodes()) {
            if (node.getMetadata().getName().startsWith(NAME)) {
                state.put(
                        node.getMetadata().getName(),
                        String.valueOf(
                                node.getStatus() == null ? "" : node.getStatus().allocations()));
            }
        }
        for (AccelNetVM vm : vms()) {
            state.put(vm.getMetadata().getName(), String.valueOf(vm.getStatus()));
        }
        AccelNetCluster cluster =
                arena.client().resources(AccelNetCluster.class).withName(NAME).get();
        state.put(
                NAME,
                String.valueOf(
                        cluster.getStatus() == null ? "" : cluster.getStatus().reserve()));
        return state;
    }

    private List<AccelNetVM> vms() {
        return new ArrayList<>(arena.client()
                .resources(AccelNetVM.class)
                .inNamespace(Arena.NAMESPACE)
                .list()
                .getItems());
    }

    boolean isReady() {
        return vms().stream().allMatch(Statuses::isReady);
    }

    void createNewVm() {
        plansWhileUndecided.set(0);
        arena.create(vm(NEW.name()));
    }

    boolean isNewVmReady() {
        return vms().stream()
                .filter(vm -> vm.getMetadata().getName().equals(NEW.name()))
                .allMatch(Statuses::isReady);
    }

    /** How many plans saw the new VM before its admission was stored. */
    int plansWhileUndecided() {
        return plansWhileUndecided.get();
    }

    void deleteNewVm() {
        arena.client()
                .resources(AccelNetVM.class)
                .inNamespace(Arena.NAMESPACE)
                .withName(NEW.name())
                .delete();
    }
}
