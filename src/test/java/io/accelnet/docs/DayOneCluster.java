package io.accelnet.docs;

import io.accelnet.api.v1alpha1.AccelNetNode;
import io.accelnet.api.v1alpha1.AccelNetVM;
import io.accelnet.operator.AccelNetOperator;
import io.accelnet.operator.gate.Enforcement;
import io.accelnet.operator.gate.Gate;
import io.accelnet.testing.binaries.Program;
import io.accelnet.testing.controlplane.ControlPlane;
import io.accelnet.testing.kubevirt.ActorSettings;
import io.accelnet.testing.kubevirt.Dynamic;
import io.accelnet.testing.kubevirt.KubeVirtActor;
import io.accelnet.testing.kubevirt.KubeVirtCrds;
import io.accelnet.testing.kubevirt.SriovHost;
import io.accelnet.testing.kubevirt.VirtualMachines;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A cluster that runs VMs on its virtual functions and has never heard of the operator, and its administrator's shell. Whatever the
 * shell installs is the genuine chart; in place of the Deployment's pod the operator runs in this process, with the enforcement and the
 * rights that the Deployment has.
 */
final class DayOneCluster implements AutoCloseable {
    static final String NAMESPACE = "shop";
    static final String RESOURCE_NAME = "openshift.io/vm_ports";
    private static final String RESOURCE = "vm_ports";
    private static final String OPERATORS_NAMESPACE = "accelnet-system";
    private static final String OPERATOR = "accelnet-operator";
    private static final int FUNCTIONS = 4;

    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private final ControlPlane controlPlane;
    private final KubernetesClient client;
    private final AdministratorsShell shell;
    private Optional<AccelNetOperator> operator = Optional.empty();
    private Optional<Enforcement> enforcement = Optional.empty();

    DayOneCluster() throws InterruptedException {
        controlPlane = ControlPlane.start();
        parts.push(controlPlane);
        client = new KubernetesClientBuilder()
                .withConfig(Config.fromKubeconfig(controlPlane.kubeconfig().toFile()))
                .build();
        parts.push(client);
        shell = AdministratorsShell.with(controlPlane.kubeconfig(), Program.KUBECTL, Program.HELM);
        KubeVirtCrds.ofEnvironment().install(client);
        client.resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(NAMESPACE)
                        .endMetadata()
                        .build())
                .create();
        vms().createNetwork(RESOURCE_NAME);
        List.of("host-1", "host-2", "host-3").forEach(this::addHost);
        controlPlane.startScheduler();
        parts.push(KubeVirtActor.start(client, ActorSettings.brisk()));
    }

    KubernetesClient client() {
        return client;
    }

    VirtualMachines vms() {
        return new VirtualMachines(client, NAMESPACE);
    }

    void addHost(String name) {
        SriovHost.of(name, RESOURCE, List.of("ens1f0"), FUNCTIONS).create(client);
    }

    /** A pod that somebody who knows nothing of the operator has written. */
    Pod stranger(String name, String spec) {
        return Serialization.unmarshal("""
                apiVersion: v1
                kind: Pod
                metadata: {name: %s, namespace: shop}
                spec:
                  containers: [{name: capture, image: none, resources: {limits: {openshift.io/vm_ports: 1}}}]
                %s
                """.formatted(name, spec.indent(2)), Pod.class);
    }

    /** Types commands, which have to go well, and has the operator run as its Deployment says afterwards. What they wrote. */
    String type(String commands) throws IOException, InterruptedException {
        String written = shell.type(commands);
        deploy();
        return written;
    }

    private void deploy() throws IOException {
        Optional<Enforcement> wanted = Optional.ofNullable(client.apps()
                        .deployments()
                        .inNamespace(OPERATORS_NAMESPACE)
                        .withName(OPERATOR)
                        .get())
                .filter(deployment -> deployment.getSpec().getReplicas() > 0)
                .map(DayOneCluster::enforcement);
        if (wanted.equals(enforcement)) {
            return;
        }
        operator.ifPresent(AccelNetOperator::close);
        operator = Optional.empty();
        enforcement = wanted;
        if (wanted.isPresent()) {
            operator = Optional.of(AccelNetOperator.builder("day-one", OPERATORS_NAMESPACE)
                    .kubeconfig(controlPlane.kubeconfigFor(
                            "system:serviceaccount:" + OPERATORS_NAMESPACE + ":" + OPERATOR, "system:serviceaccounts"))
                    .leaderElection(false)
                    .enforcement(wanted.get())
                    .healthPort(0)
                    .exit(code -> {})
                    .start());
        }
    }

    private static Enforcement enforcement(Deployment deployment) {
        return deployment.getSpec().getTemplate().getSpec().getContainers().getFirst().getEnv().stream()
                .filter(variable -> variable.getName().equals("ENFORCEMENT"))
                .map(EnvVar::getValue)
                .findFirst()
                .flatMap(Enforcement::of)
                .orElseThrow();
    }

    Optional<AccelNetVM> accelNetVm(String name) {
        return Optional.ofNullable(client.resources(AccelNetVM.class)
                .inNamespace(NAMESPACE)
                .withName(name)
                .get());
    }

    /** Where a VM's virtual functions are by its status; empty if it isn't Ready. */
    Optional<String> entry(String name) {
        return accelNetVm(name)
                .filter(vm -> reason(vm, "Ready").equals("Ready"))
                .map(vm -> Objects.requireNonNull(vm.getStatus()).nodeName());
    }

    String reason(String name, String condition) {
        return accelNetVm(name).map(vm -> reason(vm, condition)).orElse("");
    }

    private static String reason(AccelNetVM vm, String condition) {
        return Optional.ofNullable(vm.getStatus()).stream()
                .flatMap(status -> status.conditions().stream())
                .filter(found -> found.getType().equals(condition))
                .map(Condition::getReason)
                .findFirst()
                .orElse("");
    }

    /** The UID of a VM's instance while it runs: another one after each start. */
    Optional<String> running(String name) {
        return vms().instance(name)
                .filter(instance -> instance.text("status", "phase").equals("Running"))
                .map(Dynamic::uid);
    }

    Optional<String> runsOn(String name) {
        return vms().instance(name)
                .filter(instance -> instance.text("status", "phase").equals("Running"))
                .map(instance -> instance.text("status", "nodeName"));
    }

    /** Whether a VM has no other pod than one that waits at the gate. */
    boolean waits(String name) {
        Optional<String> instance = vms().instance(name).map(Dynamic::uid);
        List<Pod> pods = client.pods().inNamespace(NAMESPACE).list().getItems().stream()
                .filter(pod -> pod.getMetadata().getOwnerReferences().stream()
                        .anyMatch(owner -> Optional.of(owner.getUid()).equals(instance)))
                .toList();
        return !pods.isEmpty() && pods.stream().allMatch(Gate::holds);
    }

    /** The reasons of the events on a VirtualMachine or a pod. */
    List<String> events(String kind, String name) {
        return client.events().v1().events().inNamespace(NAMESPACE).list().getItems().stream()
                .filter(event -> event.getRegarding() != null
                        && kind.equals(event.getRegarding().getKind())
                        && name.equals(event.getRegarding().getName()))
                .map(event -> event.getReason())
                .toList();
    }

    /** Which virtual functions VMs have by the ledgers: the VM's name, and on which node. */
    Map<String, String> ledger() {
        return client.resources(AccelNetNode.class).list().getItems().stream()
                .filter(node -> node.getStatus() != null)
                .flatMap(node -> node.getStatus().allocations().stream()
                        .map(entry -> Map.entry(entry.name(), node.getMetadata().getName())))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (one, other) -> one + "," + other));
    }

    @Override
    public void close() {
        operator.ifPresent(AccelNetOperator::close);
        while (!parts.isEmpty()) {
            try {
                parts.pop().close();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
