package io.accelnet.operator.gather.pod;

import static org.assertj.core.api.Assertions.assertThat;

import io.accelnet.plan.VmId;
import io.accelnet.plan.snapshot.PodSnapshot;
import io.accelnet.plan.snapshot.PodSnapshot.Bound;
import io.accelnet.plan.snapshot.PodSnapshot.Gated;
import io.accelnet.plan.snapshot.PodSnapshot.Open;
import io.accelnet.plan.snapshot.PodSnapshot.Purpose;
import io.accelnet.plan.snapshot.PodSnapshot.Refused;
import io.accelnet.plan.snapshot.PodSnapshot.UsedFunction;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is read of a pod. Each is read as it is stored, and as the caches keep it: both must say the same. */
class PodReaderTest {
    private static final String RESOURCE = "example.com/vm_ports";
    private static final Set<String> RESOURCES = Set.of(RESOURCE);
    private static final VmId WEB = new VmId("shop", "for-web");
    private static final String LAUNCHER = """
            metadata:
              namespace: shop
              name: virt-launcher-web-x
              uid: pod-1
              creationTimestamp: "2026-05-01T10:00:00Z"
              labels: {kubevirt.io: virt-launcher, kubevirt.io/created-by: vmi-1, other: label}
              annotations: {other: annotation}
              ownerReferences:
                - {apiVersion: kubevirt.io/v1, kind: VirtualMachineInstance, name: web, uid: vmi-1, controller: true}
            spec:
              nodeSelector: {kubevirt.io/schedulable: "true"}
              containers:
                - name: compute
                  resources: {requests: {cpu: 400m, example.com/vm_ports: "2"}, limits: {example.com/vm_ports: "2"}}
            """;

    private final KubernetesSerialization serialization = new KubernetesSerialization();
    private Optional<String> runsOn = Optional.empty();
    private boolean evacuated;
    private int annotations;
    /** Where pods with such a node selector can go, and where those with such a claim can. */
    private final Map<String, Set<String>> places = new HashMap<>();

    @Test
    void aPodOfAVmIsThatOfItsAccelNetVm() {
        PodSnapshot pod = read(LAUNCHER);

        assertThat(pod.namespace()).isEqualTo("shop");
        assertThat(pod.name()).isEqualTo("virt-launcher-web-x");
        assertThat(pod.uid()).isEqualTo("pod-1");
        assertThat(pod.created()).isEqualTo(Instant.parse("2026-05-01T10:00:00Z"));
        assertThat(pod.requests()).isEqualTo(Map.of(RESOURCE, 2));
        assertThat(pod.vm()).contains(WEB);
        assertThat(pod.purpose()).isEqualTo(Purpose.RUN);
        assertThat(pod.stage()).isEqualTo(new Open(Optional.empty(), Optional.empty(), Optional.empty()));
    }

    @Test
    void anEphemeralPodThatBindsVolumesIsTheVms() {
        PodSnapshot pod =
                read(LAUNCHER.replace("{other: annotation}", "{kubevirt.io/ephemeral-provisioning: \"true\"}"));

        assertThat(pod.vm()).contains(WEB);
        assertThat(pod.purpose()).isEqualTo(Purpose.RUN);
    }

    @Test
    void theTargetOfAMigrationSaysWhetherTheVmHasToLeave() {
        String target = LAUNCHER.replace(
                "kubevirt.io/created-by: vmi-1", "kubevirt.io/created-by: vmi-1, kubevirt.io/migrationJobUID: job-1");
        assertThat(read(target).evacuates()).isFalse();
        evacuated = true;
        assertThat(read(target).evacuates()).isTrue();
        assertThat(read(LAUNCHER).evacuates()).isFalse();
    }

    @Test
    void whoeverIsNotMadeByAnInstanceIsNoVms() {
        for (String other : List.of(
                LAUNCHER.replace("kubevirt.io/created-by: vmi-1", "kubevirt.io/created-by: vmi-2"),
                LAUNCHER.replace("kubevirt.io/created-by: vmi-1, ", ""),
                LAUNCHER.replace("controller: true", "controller: false"),
                LAUNCHER.replace("apiVersion: kubevirt.io/v1", "apiVersion: example.com/v1"),
                // The pod of a volume that is plugged in belongs to the launcher.
                LAUNCHER.replace("kind: VirtualMachineInstance", "kind: Pod"))) {
            PodSnapshot pod = read(other);
            assertThat(pod.vm()).as(other).isEmpty();
            assertThat(pod.purpose()).as(other).isEqualTo(Purpose.OTHER);
        }
    }

    @Test
    void aLauncherOfAVmWithoutAccelNetVmIsAVmsAllTheSame() {
        PodSnapshot pod = read(LAUNCHER.replace("name: web, uid", "name: cache, uid"));

        assertThat(pod.vm()).isEmpty();
        assertThat(pod.purpose()).isEqualTo(Purpose.RUN);
    }

    @Test
    void theTargetOfAMigrationIsTheVmOnceTheVmRunsThere() {
        String target = LAUNCHER.replace("other: label", "kubevirt.io/migrationJobUID: job-1");
        assertThat(read(target).purpose()).isEqualTo(Purpose.MIGRATION_TARGET);

        runsOn = Optional.of("host-1");
        assertThat(read(target + "  nodeName: host-2\n").purpose()).isEqualTo(Purpose.MIGRATION_TARGET);
        runsOn = Optional.of("host-2");
        assertThat(read(target + "  nodeName: host-2\n").purpose()).isEqualTo(Purpose.RUN);
    }

    @Test
    void whatRequestsNothingOrIsOverIsNotRead() {
        assertThat(readIfAny(LAUNCHER.replace("example.com/vm_ports", "example.com/other")))
                .isEmpty();
        assertThat(readIfAny(LAUNCHER + "status: {phase: Succeeded}\n")).isEmpty();
        assertThat(readIfAny(LAUNCHER + "status: {phase: Failed}\n")).isEmpty();
        assertThat(readIfAny(LAUNCHER + "status: {phase: Running}\n")).isPresent();
        assertThat(readIfAny("metadata: {namespace: shop, name: bare}\n")).isEmpty();
    }

    @Test
    void requestsAreCountedAsKubeSchedulerDoes() {
        String spec = """
                metadata: {namespace: shop, name: many}
                spec:
                  initContainers:
                    - {name: sidecar, restartPolicy: Always, resources: {limits: {example.com/vm_ports: "2"}}}
                    - {name: first, resources: {limits: {example.com/vm_ports: "4"}}}
                  containers:
                    - {name: a, resources: {limits: {example.com/vm_ports: "1"}}}
                    - {name: b, resources: {limits: {example.com/vm_ports: "%s"}}}
                    - {name: c}
                """;
        assertThat(read(spec.formatted("1")).requests()).isEqualTo(Map.of(RESOURCE, 6));
        assertThat(read(spec.formatted("1k")).requests()).isEqualTo(Map.of(RESOURCE, 1003));
        assertThat(read(spec.formatted("9E")).requests()).isEqualTo(Map.of(RESOURCE, Integer.MAX_VALUE));
    }

    @Test
    void aPodWithOurGateWaitsThereAndOneWithAnothersDoesNot() {
        String gated = LAUNCHER + "  schedulingGates: [{name: example.com/quota}, {name: %s}]\n";

        assertThat(read(gated.formatted(PodReader.GATE)).stage()).isEqualTo(new Gated());
        assertThat(read(gated.formatted("example.com/other")).stage()).isInstanceOf(Open.class);
    }

    /** All of them are compared with the labels of Nodes, those of volumes too. */
    @Test
    void aPodThatWaitsGoesWhereItsRulesAndItsVolumesLetIt() {
        String gated = LAUNCHER.replace("nodeSelector: {", "nodeSelector: {zone: a, ") + """
                  schedulingGates: [{name: %s}]
                  affinity:
                    nodeAffinity:
                      requiredDuringSchedulingIgnoredDuringExecution:
                        nodeSelectorTerms: [{matchExpressions: [{key: rack, operator: NotIn, values: [r1]}]}]
                  volumes:
                    - {name: root, persistentVolumeClaim: {claimName: disk}}
                    - {name: other, configMap: {name: settings}}
                    - {name: scratch, ephemeral: {volumeClaimTemplate: {}}}
                """.formatted(PodReader.GATE);
        places.put("zone=a", Set.of("host-1", "host-2", "host-3", "host-4"));
        places.put("rack NotIn [r1]", Set.of("host-2", "host-3", "host-4"));
        places.put("disk", Set.of("host-3", "host-4"));
        places.put("virt-launcher-web-x-scratch", Set.of("host-4", "host-5"));
        assertThat(read(gated).stage()).isEqualTo(new Gated(Optional.of(Set.of("host-4"))));
    }

    @Test
    void aPodThatWasOpenedWhereItsVolumesCannotBeUsedWaitsInVain() {
        String refused = LAUNCHER + """
                  affinity:
                    nodeAffinity:
                      requiredDuringSchedulingIgnoredDuringExecution:
                        nodeSelectorTerms:
                          - matchExpressions: [{key: kubernetes.io/hostname, operator: In, values: [host-2, host-3]}]
                  volumes: [{name: root, persistentVolumeClaim: {claimName: disk}}]
                status:
                  conditions: [{type: PodScheduled, status: "False", reason: Unschedulable, message: none}]
                """;
        assertThat(open(refused).refused()).contains(new Refused(Instant.EPOCH, "none", false));
        places.put("disk", Set.of("host-3"));
        assertThat(open(refused).refused()).contains(new Refused(Instant.EPOCH, "none", false));
        places.put("disk", Set.of("host-1"));
        assertThat(open(refused).refused()).contains(new Refused(Instant.EPOCH, "none", true));
        assertThat(open(LAUNCHER + "  volumes: [{name: root, persistentVolumeClaim: {claimName: disk}}]\n")
                        .refused())
                .isEmpty();
    }

    @Test
    void theNodesThatAreLeftByName() {
        assertThat(nodesLeft("""
                - matchExpressions: [{key: arch, operator: Exists}]
                """)).isEmpty();
        assertThat(nodesLeft("""
                - matchExpressions: [{key: kubernetes.io/hostname, operator: In, values: [label-1, host-2, host-3]}]
                  matchFields: [{key: metadata.name, operator: In, values: [host-1, host-3, host-4]}]
                - matchFields: [{key: metadata.name, operator: In, values: [host-5]}]
                """)).contains(Set.of("host-1", "host-3", "host-5"));
        assertThat(nodesLeft("""
                - matchExpressions:
                    - {key: kubernetes.io/hostname, operator: In, values: [host-2, host-3]}
                    - {key: kubernetes.io/hostname, operator: In, values: [host-3, host-4]}
                """)).contains(Set.of("host-3"));
        // Of the terms one has to hold, and the second leaves all.
        assertThat(nodesLeft("""
                - matchExpressions: [{key: kubernetes.io/hostname, operator: In, values: [host-2]}]
                - matchExpressions: [{key: kubernetes.io/hostname, operator: NotIn, values: [host-2]}]
                """)).isEmpty();
        assertThat(open(LAUNCHER.replace("kubevirt.io/schedulable: \"true\"", "kubernetes.io/hostname: label-1"))
                        .nodes())
                .contains(Set.of("host-1"));
    }

    @Test
    void kubeSchedulersWords() {
        Open open = open(LAUNCHER + """
                status:
                  phase: Pending
                  nominatedNodeName: host-3
                  conditions:
                    - {type: PodScheduled, status: "False", reason: Unschedulable, message: 0/3 nodes are available.,
                       lastTransitionTime: "2026-05-01T10:00:05Z", lastProbeTime: "2026-05-01T10:00:09Z"}
                    - {type: Ready, status: "False"}
                """);

        assertThat(open.refused())
                .contains(new Refused(Instant.parse("2026-05-01T10:00:05Z"), "0/3 nodes are available."));
        assertThat(open.nominated()).contains("host-3");
    }

    @Test
    void whichVirtualFunctionsItHas() {
        // As Multus writes it; KubeVirt names the interface after the network adapter blue.
        Bound bound = bound(LAUNCHER.replace("{other: annotation}", """
                {k8s.v1.cni.cncf.io/network-status: '[{"name": "pods", "ips": ["10.0.0.1"], "default": true, "dns": {}},
                   {"name": "shop/fast", "interface": "pod16477688c0e", "device-info": {"type": "pci", "pci": {"pci-address": "0000:C4:02.5"}}},
                   {"name": "shop/other", "interface": "net7", "device-info": {"type": "pci", "pci": {"pci-address": "0000:c4:02.6"}}}]'}
                """.strip()) + "  nodeName: host-1\n");

        assertThat(bound.node()).isEqualTo("host-1");
        assertThat(bound.terminating()).isFalse();
        assertThat(bound.functions())
                .containsExactly(
                        new UsedFunction(Optional.of("blue"), "0000:c4:02.5", Optional.of("ens1f0"), OptionalInt.of(5)),
                        new UsedFunction(Optional.of("net7"), "0000:c4:02.6", Optional.empty(), OptionalInt.empty()));
    }

    @Test
    void itHasNoMoreThanItRequestsAndWhatCannotBeReadSaysNothing() {
        String annotated = LAUNCHER.replace("vm_ports: \"2\"", "vm_ports: \"1\"") + "  nodeName: host-1\n";
        assertThat(bound(annotated.replace("{other: annotation}", """
                {k8s.v1.cni.cncf.io/network-status: '[{"device-info": {"pci": {"pci-address": "0000:c4:02.6"}}},
                   {"device-info": {"pci": {"pci-address": "0000:c4:02.5"}}}]'}
                """.strip())).functions())
                .extracting(UsedFunction::pciAddress)
                .containsExactly("0000:c4:02.5");
        for (String text : List.of("", "[", "7", "{\\\"a\\\": 1}", "[null, 3, {\\\"device-info\\\": 7}]")) {
            assertThat(bound(annotated.replace(
                                    "{other: annotation}", "{k8s.v1.cni.cncf.io/network-status: \"" + text + "\"}"))
                            .functions())
                    .as(text)
                    .isEmpty();
        }
    }

    @Test
    void aPodThatIsDeletedIsBoundUntilItIsGone() {
        assertThat(bound(LAUNCHER.replace("uid: pod-1", "uid: pod-1\n  deletionTimestamp: \"2026-05-01T11:00:00Z\"")
                                + "  nodeName: host-1\n")
                        .terminating())
                .isTrue();
    }

    @Test
    void ofAPodThatRequestsNothingOnlyTheNameIsKept() {
        Pod trimmed = PodTrimming.trim(parse(LAUNCHER), Set.of("example.com/other"));

        assertThat(trimmed.getSpec()).isNull();
        assertThat(trimmed.getStatus()).isNull();
        assertThat(trimmed.getMetadata().getLabels()).isNullOrEmpty();
        assertThat(trimmed.getMetadata().getName()).isEqualTo("virt-launcher-web-x");
    }

    private Optional<Set<String>> nodesLeft(String terms) {
        return open(LAUNCHER + """
                  affinity:
                    nodeAffinity:
                      requiredDuringSchedulingIgnoredDuringExecution:
                        nodeSelectorTerms:
                """ + terms.indent(10)).nodes();
    }

    @Test
    void aPodThatKubeSchedulerLeavesAloneSaysWhy() {
        assertThat(open(LAUNCHER + "  schedulingGates: [{name: example.com/queue}]\n")
                        .refused())
                .contains(new Refused(
                        Instant.parse("2026-05-01T10:00:00Z"),
                        "it waits at another scheduling gate, example.com/queue"));
        assertThat(open(LAUNCHER + "  schedulerName: nobody\n").refused())
                .contains(new Refused(
                        Instant.parse("2026-05-01T10:00:00Z"), "it is for scheduler nobody, which hasn't placed it"));
        assertThat(open(LAUNCHER + "  schedulerName: default-scheduler\n").refused())
                .isEmpty();
        assertThat(read(LAUNCHER
                                + "  schedulingGates: [{name: example.com/queue}, {name: accelnet.io/virtual-functions}]\n")
                        .stage())
                .isInstanceOf(Gated.class);
    }

    @Test
    void aPodThatIsDeletedBeforeItIsBoundIsOver() {
        assertThat(readIfAny(
                        LAUNCHER.replace("uid: pod-1", "uid: pod-1\n  deletionTimestamp: \"2026-05-01T11:00:00Z\"")))
                .isEmpty();
    }

    @Test
    void whatItHasOfOtherResourcesTakesNothingFromWhatItHasOfThese() {
        String devices = IntStream.range(0, 300)
                .mapToObj(each ->
                        "{\"interface\": \"net1\", \"device-info\": {\"pci\": {\"pci-address\": \"0000:c4:%02x.%d\"}}}"
                                .formatted(each / 8, each % 8))
                .collect(Collectors.joining(", "));
        String manifest =
                LAUNCHER.replace("{other: annotation}", "{k8s.v1.cni.cncf.io/network-status: '[" + devices + "]'}")
                        + "  nodeName: host-1\n";
        assertThat(bound(manifest).functions())
                .hasSize(2)
                .first()
                .isEqualTo(new UsedFunction(
                        Optional.of("net1"), "0000:c4:02.5", Optional.of("ens1f0"), OptionalInt.of(5)));
        assertThat(PodTrimming.trim(parse(manifest), RESOURCES).getMetadata().getAnnotations())
                .hasSize(1);
        // Nothing is kept of what a pod says before it is anywhere.
        assertThat(PodTrimming.trim(parse(manifest.replace("  nodeName: host-1\n", "")), RESOURCES)
                        .getMetadata()
                        .getAnnotations())
                .isEmpty();
    }

    /** Whoever may write a pod may write its annotations each second. */
    @Test
    void whatIsNotReadOfAnnotationsIsNoChange() {
        String one = "{\"name\": \"a\", \"interface\": \"net1\", \"ips\": [\"10.0.0.1\"],"
                + " \"device-info\": {\"pci\": {\"pci-address\": \"0000:c4:02.5\"}}}";
        String two = "{\"interface\": \"net2\", \"device-info\": {\"pci\": {\"pci-address\": \"0000:c4:02.6\"}}}";
        String again = two.replace("net2", "net3");
        Pod pod = annotated(one, two, again);

        for (Pod other : List.of(
                annotated(two, one, again),
                annotated(again, two, one),
                annotated(one.replace("10.0.0.1", "10.0.0.2"), two, again, "{\"name\": \"default\"}"),
                annotated(one.replace("c4", "C4").replace("\"a\"", "\"b\""), two, again))) {
            assertThat(PodTrimming.isSame(pod, other)).isTrue();
        }
        assertThat(PodTrimming.isSame(pod, annotated(one.replace("02.5", "02.7"), two, again)))
                .isFalse();
    }

    /** One bound pod, with another annotation each time. */
    private Pod annotated(String... networks) {
        annotations++;
        return PodTrimming.trim(
                parse(LAUNCHER.replace(
                                "{other: annotation}",
                                "{k8s.v1.cni.cncf.io/network-status: '[" + String.join(", ", networks) + "]', at: \""
                                        + annotations + "\"}")
                        + "  nodeName: host-1\n"),
                RESOURCES);
    }

    @Test
    void aTermWithoutRequirementsLetsItNowhere() {
        String terms = LAUNCHER + """
                  affinity:
                    nodeAffinity:
                      requiredDuringSchedulingIgnoredDuringExecution:
                        nodeSelectorTerms: [{}, %s]
                """;
        assertThat(open(terms.formatted(
                                "{matchExpressions: [{key: kubernetes.io/hostname, operator: In, values: [label-1]}]}"))
                        .nodes())
                .contains(Set.of("host-1"));
        assertThat(open(terms.formatted("{}")).nodes()).contains(Set.of());
        assertThat(open(terms.formatted("{matchExpressions: [{key: zone, operator: In, values: [a]}]}"))
                        .nodes())
                .isEmpty();
    }

    private Open open(String manifest) {
        return (Open) read(manifest).stage();
    }

    private Bound bound(String manifest) {
        return (Bound) read(manifest).stage();
    }

    private PodSnapshot read(String manifest) {
        return readIfAny(manifest).orElseThrow();
    }

    private Optional<PodSnapshot> readIfAny(String manifest) {
        PodReader reader = new PodReader(
                RESOURCES,
                new PodReader.Vms() {
                    @Override
                    public Optional<VmId> of(PodReader.InstanceName instance) {
                        return Optional.of(WEB)
                                .filter(web -> instance.equals(new PodReader.InstanceName("shop", "web")));
                    }

                    @Override
                    public List<String> networkAdapters(VmId vm) {
                        return List.of("red", "blue");
                    }

                    @Override
                    public Optional<String> nodeOf(PodReader.InstanceName instance, String uid) {
                        return runsOn.filter(node -> uid.equals("vmi-1"));
                    }

                    @Override
                    public boolean isEvacuated(PodReader.InstanceName instance, String uid) {
                        return evacuated;
                    }
                },
                hostname -> Set.of(hostname.equals("label-1") ? "host-1" : hostname),
                new PodPlaces() {
                    @Override
                    public Optional<Set<String>> of(Pod pod) {
                        Stream<String> selector = pod.getSpec().getNodeSelector().entrySet().stream()
                                .map(label -> label.getKey() + "=" + label.getValue());
                        Stream<String> terms = NodeRules.terms(pod.getSpec()).stream()
                                .flatMap(term -> term.getMatchExpressions().stream())
                                .map(it -> it.getKey() + " " + it.getOperator() + " " + it.getValues());
                        return left(Stream.of(selector, terms, PodClaims.of(pod).stream())
                                .flatMap(rules -> rules));
                    }

                    @Override
                    public Optional<Set<String>> ofVolumes(Pod pod) {
                        return left(PodClaims.of(pod).stream());
                    }
                },
                (node, address) -> node.equals("host-1") && address.equals("0000:c4:02.5")
                        ? Optional.of(new VirtualFunctionIndex.Location("ens1f0", 5))
                        : Optional.empty(),
                BoundLaunchers.among(List.of(parse(manifest)), RESOURCES));
        Optional<PodSnapshot> stored = reader.read(parse(manifest));
        assertThat(reader.read(PodTrimming.trim(parse(manifest), RESOURCES))).isEqualTo(stored);
        return stored;
    }

    private Optional<Set<String>> left(Stream<String> rules) {
        return rules.flatMap(rule -> Optional.ofNullable(places.get(rule)).stream())
                .reduce((one, other) -> one.stream().filter(other::contains).collect(Collectors.toSet()));
    }

    private Pod parse(String manifest) {
        return serialization.unmarshal("---\nkind: Pod\napiVersion: v1\n" + manifest, Pod.class);
    }
}
