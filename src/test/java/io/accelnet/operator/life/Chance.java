package io.accelnet.operator.life;

import io.accelnet.api.v1alpha1.AccelNetVM;
import io.accelnet.operator.harness.Objects;
import io.accelnet.testing.kubevirt.KubeVirtKinds;
import io.accelnet.testing.kubevirt.NodeChange;
import io.accelnet.testing.kubevirt.Power;
import io.accelnet.testing.kubevirt.SriovHost;
import io.accelnet.testing.kubevirt.VirtualMachines;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/**
 * Has things happen in a pool, by chance. What happens follows from the seed and from what happened before alone, and not from what the
 * pool makes of it: so the same seed gives the same events.
 */
final class Chance {
    private static final int MOST_VMS = 14;
    private static final int MOST_STRANGERS = 3;
    private static final List<String> STRATEGIES = List.of("Always", "Always", "Always", "RerunOnFailure");
    private static final List<String> MEMORIES = List.of("1Gi", "2Gi", "4Gi", "24Gi");
    /** The networks of a VM: one for each of its virtual functions. */
    private static final List<List<String>> NETWORKS = List.of(
            List.of(VirtualMachines.NETWORK),
            List.of(VirtualMachines.NETWORK),
            List.of(VirtualMachines.NETWORK),
            List.of(VirtualMachines.NETWORK, VirtualMachines.NETWORK),
            List.of(VirtualMachines.NETWORK, Pool.BLUE_NETWORK),
            List.of(VirtualMachines.NETWORK, Pool.BLUE_NETWORK),
            List.of(Pool.BLUE_NETWORK));

    private final Pool pool;
    private final Random random;
    private final KubernetesClient client;
    private final VirtualMachines vms;
    private final Map<Happening, Integer> counts = new EnumMap<>(Happening.class);
    private final Set<String> names = new TreeSet<>();
    private final Set<String> adopted = new TreeSet<>();
    private final Set<String> strangers = new TreeSet<>();
    private final List<String> migrations = new ArrayList<>();
    private final Set<String> drained = new TreeSet<>();
    private final Set<String> off = new TreeSet<>();
    private final Set<String> removed = new TreeSet<>();
    private final Set<String> unlabelled = new TreeSet<>();
    private int made;

    Chance(Pool pool, long seed) {
        this.pool = pool;
        this.random = new Random(seed);
        this.client = pool.client();
        this.vms = pool.vms();
    }

    /** How often what happened. */
    Map<Happening, Integer> counts() {
        return counts;
    }

    /** One event: the first one by chance for which there is an occasion. */
    void happen() {
        while (true) {
            Happening happening = pick();
            if (tryTo(happening)) {
                counts.merge(happening, 1, Integer::sum);
                return;
            }
        }
    }

    private Happening pick() {
        List<Happening> possible = Arrays.stream(Happening.values())
                .filter(happening -> pool.hasOperator() || !happening.needsOperator())
                .toList();
        int dice = random.nextInt(possible.stream().mapToInt(Happening::weight).sum());
        for (Happening happening : possible) {
            dice -= happening.weight();
            if (dice < 0) {
                return happening;
            }
        }
        throw new IllegalStateException("a dice with no number");
    }

    private boolean tryTo(Happening happening) {
        try {
            return happens(happening);
        } catch (KubernetesClientException e) {
            // What it was about has gone or changed at this moment: that has happened, too.
            if (e.getCode() == HttpURLConnection.HTTP_NOT_FOUND || e.getCode() == HttpURLConnection.HTTP_CONFLICT) {
                return true;
            }
            throw e;
        }
    }

    /** Whether there was an occasion. */
    private boolean happens(Happening happening) {
        return switch (happening) {
            case NEW_VM -> names.size() < MOST_VMS && newVm();
            case START -> withVm(name -> vms.run(name, "Always"));
            case STOP -> withVm(name -> vms.run(name, "Halted"));
            case RESTART -> withVm(vms::restart);
            case MIGRATE -> withVm(name -> migrations.add(vms.migrate(name)));
            case CANCEL_MIGRATION -> !migrations.isEmpty() && cancel(migrations.removeLast());
            case DRAIN -> drained.isEmpty() && with(upright(), this::drain);
            case END_OF_DRAIN -> with(drained, this::endDrain);
            case FAILURE ->
                off.size() + removed.size() <= pool.tolerated() - (random.nextInt(8) == 0 ? 0 : 1)
                        && with(upright(), this::fail);
            case RETURN -> with(union(off, removed), this::comeBack);
            case FENCING -> with(off, name -> Power.fence(client, name));
            case REMOVAL -> with(off, this::remove);
            case UNMANAGED_POD -> strangers.size() < MOST_STRANGERS && newStranger();
            case END_OF_UNMANAGED_POD -> with(strangers, this::endStranger);
            case DELETE_POD -> withVm(this::deletePod);
            case DELETE_VM -> withVm(this::deleteVm);
            case DELETE_ACCEL_NET_VM -> with(adopted, this::letGo);
            case ADOPT -> with(without(names, adopted), this::adopt);
            case LABEL_BLINKS -> blink();
        };
    }

    /** Brings back what failed and ends what is to end, so that all can be well. */
    void mend() {
        List.copyOf(union(off, removed)).forEach(this::comeBack);
        List.copyOf(drained).forEach(this::endDrain);
        List.copyOf(strangers).forEach(this::endStranger);
        List.copyOf(unlabelled).forEach(this::label);
    }

    /** What a step does with a name. */
    private interface Deed {
        void to(String name);
    }

    private boolean withVm(Deed deed) {
        return with(names, deed);
    }

    private boolean with(Collection<String> all, Deed deed) {
        if (all.isEmpty()) {
            return false;
        }
        deed.to(List.copyOf(all).get(random.nextInt(all.size())));
        return true;
    }

    private boolean newVm() {
        String name = "vm-%05d".formatted(++made);
        names.add(name);
        List<String> networks = NETWORKS.get(random.nextInt(NETWORKS.size()));
        boolean isManaged = random.nextInt(10) > 0;
        String strategy = STRATEGIES.get(random.nextInt(STRATEGIES.size()));
        String memory = MEMORIES.get(random.nextInt(MEMORIES.size()));
        if (pool.hasOperator() && isManaged) {
            adopt(name);
        }
        vms.create(name, strategy, networks, memory);
        return true;
    }

    private boolean cancel(String migration) {
        client.genericKubernetesResources(KubeVirtKinds.MIGRATION)
                .inNamespace(Pool.NAMESPACE)
                .withName(migration)
                .delete();
        return true;
    }

    private void drain(String name) {
        drained.add(name);
        cordon(name, true);
        pool.vms().instances().stream()
                .filter(instance -> instance.text("status", "nodeName").equals(name))
                .forEach(instance -> vms.evict(instance.name()));
    }

    private void endDrain(String name) {
        drained.remove(name);
        cordon(name, false);
    }

    private void cordon(String name, boolean isUnschedulable) {
        NodeChange.apply(
                client,
                name,
                node -> new NodeBuilder(node)
                        .editSpec()
                        .withUnschedulable(isUnschedulable)
                        .endSpec()
                        .build());
    }

    private void fail(String name) {
        off.add(name);
        Power.off(client, name);
    }

    private void comeBack(String name) {
        if (removed.remove(name)) {
            host(name).create(client);
        }
        off.remove(name);
        Power.on(client, name);
    }

    private void remove(String name) {
        off.remove(name);
        drained.remove(name);
        removed.add(name);
        client.nodes().withName(name).delete();
    }

    private SriovHost host(String name) {
        return pool.hosts().stream()
                .filter(host -> host.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private List<String> upright() {
        return pool.hosts().stream()
                .map(SriovHost::name)
                .filter(name -> !off.contains(name) && !removed.contains(name))
                .toList();
    }

    private boolean newStranger() {
        String name = "stranger-%05d".formatted(++made);
        String resourceName = random.nextInt(3) == 0 ? Pool.BLUE_NAME : Pool.RESOURCE_NAME;
        strangers.add(name);
        client.resource(new PodBuilder()
                        .withNewMetadata()
                        .withNamespace(Pool.NAMESPACE)
                        .withName(name)
                        .endMetadata()
                        .withNewSpec()
                        .withAutomountServiceAccountToken(false)
                        .addNewContainer()
                        .withName("main")
                        .withImage("none")
                        .withNewResources()
                        .addToLimits(resourceName, new Quantity("1"))
                        .endResources()
                        .endContainer()
                        .endSpec()
                        .build())
                .create();
        return true;
    }

    private void endStranger(String name) {
        strangers.remove(name);
        client.pods().inNamespace(Pool.NAMESPACE).withName(name).delete();
    }

    private void deletePod(String vm) {
        client.pods()
                .inNamespace(Pool.NAMESPACE)
                .withLabel("kubevirt.io/vm", vm)
                .delete();
    }

    private void deleteVm(String name) {
        names.remove(name);
        vms.delete(name);
        if (adopted.contains(name)) {
            letGo(name);
        }
    }

    private void adopt(String name) {
        adopted.add(name);
        client.resource(Objects.reference(Pool.NAMESPACE, name, name)).create();
    }

    private void letGo(String name) {
        adopted.remove(name);
        client.resources(AccelNetVM.class)
                .inNamespace(Pool.NAMESPACE)
                .withName(name)
                .delete();
    }

    private boolean blink() {
        if (unlabelled.isEmpty()) {
            String name = pool.hosts().get(random.nextInt(pool.hosts().size())).name();
            unlabelled.add(name);
            NodeChange.apply(
                    client,
                    name,
                    node -> new NodeBuilder(node)
                            .editMetadata()
                            .removeFromLabels(Pool.SITE)
                            .endMetadata()
                            .build());
            return true;
        }
        return with(unlabelled, this::label);
    }

    private void label(String name) {
        unlabelled.remove(name);
        NodeChange.apply(
                client,
                name,
                node -> new NodeBuilder(node)
                        .editMetadata()
                        .addToLabels(Pool.SITE, "life")
                        .endMetadata()
                        .build());
    }

    private static Set<String> union(Set<String> one, Set<String> other) {
        Set<String> all = new TreeSet<>(one);
        all.addAll(other);
        return all;
    }

    private static Set<String> without(Set<String> all, Set<String> some) {
        Set<String> left = new HashSet<>(all);
        left.removeAll(some);
        return new TreeSet<>(left);
    }
}
