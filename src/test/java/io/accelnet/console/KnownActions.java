package io.accelnet.console;

import io.accelnet.api.v1alpha1.AccelNetCluster;
import io.accelnet.cli.change.VmDirectory;
import io.accelnet.cli.scenario.Assumptions;
import io.accelnet.cli.write.DryRun;
import io.accelnet.cli.write.ObjectWriter;
import io.accelnet.cli.write.VmWatch;
import io.accelnet.console.action.ClusterActions;
import io.accelnet.operator.gather.ClusterObjects;
import io.accelnet.plan.Planner;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** What is foreseen in a cluster of which a test says what is known. Nothing is done. */
public record KnownActions(KnownFacts facts) implements ClusterActions {
    private static final String NOWHERE = "http://127.0.0.1:1";

    /**
     * The same, but for one method.
     *
     * @param method its name
     * @param answer what it answers
     */
    public static ClusterActions but(ClusterActions actions, String method, Supplier<?> answer) {
        return (ClusterActions) Proxy.newProxyInstance(
                ClusterActions.class.getClassLoader(), new Class<?>[] {ClusterActions.class}, (_, asked, arguments) -> {
                    if (asked.getName().equals(method)) {
                        return answer.get();
                    }
                    try {
                        return asked.invoke(actions, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getTargetException();
                    }
                });
    }

    @Override
    public ClusterObjects planned() {
        ClusterObjects objects = Assumptions.about(new ClusterObjects(
                        facts.intents().objects(),
                        facts.nodes().objects(),
                        facts.clusters().objects(),
                        facts.vms().objects(),
                        List.of(),
                        List.of()))
                .objects();
        Assumptions.identify(objects);
        return objects;
    }

    @Override
    public Planner planner() {
        return new Planner();
    }

    @Override
    public Optional<AccelNetCluster> cluster(String name) {
        return facts.clusters().objects().stream()
                .filter(cluster -> cluster.getMetadata().getName().equals(name))
                .findFirst();
    }

    @Override
    public VmDirectory vms(Collection<String> namespaces, boolean withMachines) {
        return new VmDirectory(facts.vms().objects(), facts.machines(), facts.clusters());
    }

    @Override
    public ObjectWriter writer(DryRun dryRun) {
        return new ObjectWriter(
                new KubernetesClientBuilder()
                        .withConfig(new ConfigBuilder().withMasterUrl(NOWHERE).build())
                        .build(),
                dryRun);
    }

    @Override
    public VmWatch watch(Collection<String> namespaces) {
        throw new IllegalStateException("nothing is done here");
    }

    @Override
    public boolean isGated() {
        return false;
    }

    @Override
    public Instant now() {
        return Instant.parse("2026-01-01T00:00:00Z");
    }
}
