package io.accelnet.operator.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.accelnet.api.v1alpha1.AccelNetNode;
import io.accelnet.operator.discovery.DiscoveredHost.Source;
import io.accelnet.plan.snapshot.IntentSnapshot;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is applied beside what others state. */
class AppliedFieldsTest {
    private static final ObjectMapper YAML = new YAMLMapper();
    private static final KubernetesSerialization SERIALIZATION = new KubernetesSerialization();
    private static final IntentSnapshot INTENT = Told.intent("compute", Optional.of("openshift.io/vm_ports"), "ens1f0");

    /** The host has virtual functions 2 to 7 but for 4, and a link. */
    private static final DiscoveredHost HOST = host(
            "metadata: {name: host-1, labels: {topology.kubernetes.io/zone: a}}",
            "{resourceName: vm_ports, vfRange: 2-3}, {resourceName: vm_ports, vfRange: 5-7}",
            "linkSpeed: 25000 Mb/s, Vfs: [" + Told.functions(0, 7) + "]");

    private static final String ALL = """
            apiVersion: accelnet.io/v1alpha1
            kind: AccelNetNode
            metadata:
              name: host-1
              labels: {topology.kubernetes.io/zone: a}
              annotations: {accelnet.io/discovered-from: SriovNetworkNodeState}
            spec:
              hostType: KubernetesNode
              operatingSystem: Linux
              availability: Available
              adapters:
                - name: ens1f0
                  sriovSupport: Supported
                  linkState: Up
                  virtualFunctions: 6
                  firstVirtualFunction: 2
                  excludedVirtualFunctions: [4]
            """;

    /** As the API server notes it of the above. */
    private static final String OURS = """
            f:metadata:
              f:labels: {f:topology.kubernetes.io/zone: {}}
              f:annotations: {f:accelnet.io/discovered-from: {}}
            f:spec:
              f:hostType: {}
              f:operatingSystem: {}
              f:availability: {}
              f:adapters:
                'k:{"name":"ens1f0"}':
                  .: {}
                  f:name: {}
                  f:sriovSupport: {}
                  f:linkState: {}
                  f:virtualFunctions: {}
                  f:firstVirtualFunction: {}
                  f:excludedVirtualFunctions: {v:4: {}}
            """;

    private static DiscoveredHost host(String node, String pools, String port) {
        return new HostReader(DiscoverySettings.ALL, List.of(INTENT))
                .read(Told.node(node), Optional.of(Told.port(pools, port)), List.of(), Optional.empty())
                .orElseThrow();
    }

    /** An AccelNetNode, what discovery owns of it, and what others own. */
    private static AccelNetNode existing(String object, String ours, String theirs) {
        AccelNetNode node = SERIALIZATION.unmarshal("---\n" + object, AccelNetNode.class);
        node.getMetadata()
                .setManagedFields(SERIALIZATION
                        .unmarshal(
                                "---\n" + """
                                apiVersion: v1
                                kind: ConfigMap
                                metadata:
                                  managedFields:
                                    - {manager: accelnet-discovery, operation: Apply, fieldsType: FieldsV1, fieldsV1: %s}
                                    - {manager: kubectl-edit, operation: Update, fieldsType: FieldsV1, fieldsV1: %s}
                                    - {manager: accelnet-operator, operation: Update, subresource: status, fieldsType: FieldsV1, fieldsV1: {f:status: {f:used: {}}}}
                                """.formatted(json(ours), json(theirs)),
                                io.fabric8.kubernetes.api.model.ConfigMap.class)
                        .getMetadata()
                        .getManagedFields());
        return node;
    }

    private static JsonNode json(String yaml) {
        try {
            return YAML.readTree(yaml);
        } catch (java.io.IOException e) {
            throw new AssertionError(e);
        }
    }

    private static JsonNode port(AppliedFields applied) {
        return applied.fields().path("spec").path("adapters").path(0);
    }

    @Test
    void ofANewHostAllIsAppliedAndWhoMadeIt() {
        assertThat(AppliedFields.creating(HOST)
                        .with(AppliedFields.MADE_BY_DISCOVERY, Optional.empty())
                        .fields())
                .isEqualTo(json(ALL));
        assertThat(AppliedFields.creating(HOST)
                        .fields()
                        .at("/metadata/annotations")
                        .properties())
                .extracting(it -> it.getKey() + "=" + it.getValue().asText())
                .containsExactlyInAnyOrder(
                        "accelnet.io/discovered-from=SriovNetworkNodeState", "accelnet.io/made-by-discovery=true");
    }

    @Test
    void whatIsThereAlreadyIsNotAppliedAgain() {
        AccelNetNode same = existing(ALL, OURS, "{}");

        assertThat(AppliedFields.keeping(HOST, same).areOf(same)).isTrue();
        assertThat(AppliedFields.keeping(HOST, existing(ALL, "{}", OURS)).areOf(existing(ALL, "{}", OURS)))
                .as("somebody else's, though equal")
                .isFalse();
    }

    @Test
    void whatIsNotOursAnyMoreIsFoundByWhatWeOwn() {
        String more = ALL.replace("labels: {", "labels: {topology.kubernetes.io/rack: r, ");
        AccelNetNode theirs = existing(more, OURS, "{f:metadata: {f:labels: {f:topology.kubernetes.io/rack: {}}}}");
        AccelNetNode ours =
                existing(more, OURS.replace("f:labels: {", "f:labels: {f:topology.kubernetes.io/rack: {}, "), "{}");

        assertThat(AppliedFields.keeping(HOST, theirs).areOf(theirs)).isTrue();
        assertThat(AppliedFields.keeping(HOST, ours).areOf(ours)).isFalse();
    }

    @Test
    void anOptionalFieldOfAnotherValueIsLeftOutAndARequiredOneIsSharedAsItIs() {
        AccelNetNode changed = existing(
                ALL.replace("zone: a", "zone: b")
                        .replace("linkState: Up", "linkState: Down")
                        .replace("sriovSupport: Supported", "sriovSupport: MissingAcs"),
                "{}",
                """
                f:metadata: {f:labels: {f:topology.kubernetes.io/zone: {}}}
                f:spec: {f:hostType: {}, f:adapters: {'k:{"name":"ens1f0"}': {f:name: {}, f:linkState: {}, f:sriovSupport: {}}}}
                """);

        AppliedFields applied = AppliedFields.keeping(HOST, changed);

        assertThat(applied.fields().at("/metadata/labels").isEmpty()).isTrue();
        assertThat(applied.fields().at("/spec/hostType").asText()).isEqualTo("KubernetesNode");
        assertThat(port(applied).has("linkState")).isFalse();
        assertThat(port(applied).path("sriovSupport").asText()).isEqualTo("MissingAcs");
        assertThat(port(applied).path("virtualFunctions").asInt()).isEqualTo(6);
    }

    @Test
    void aFieldOfAnotherIsAppliedTooIfItSaysTheSame() {
        AccelNetNode same = existing(ALL, "{}", OURS);

        assertThat(AppliedFields.keeping(HOST, same).fields()).isEqualTo(json(ALL));
    }

    @Test
    void whoSaysHowManyVirtualFunctionsThereAreLeavesOutThoseBeyond() {
        AccelNetNode two = existing(
                ALL.replace("virtualFunctions: 6", "virtualFunctions: 2").replace("excludedVirtualFunctions: [4]", ""),
                OURS,
                "{f:spec: {f:adapters: {'k:{\"name\":\"ens1f0\"}': {f:virtualFunctions: {}}}}}");

        assertThat(port(AppliedFields.keeping(HOST, two)))
                .isEqualTo(json("{name: ens1f0, sriovSupport: Supported, linkState: Up, virtualFunctions: 2,"
                        + " firstVirtualFunction: 2}"));
    }

    @Test
    void whoCountsFromZeroGoesOnToDoSo() {
        AccelNetNode whole = existing(
                ALL.replace("virtualFunctions: 6", "virtualFunctions: 8")
                        .replace("firstVirtualFunction: 2", "")
                        .replace("excludedVirtualFunctions: [4]", ""),
                "{}",
                "{f:spec: {f:adapters: {'k:{\"name\":\"ens1f0\"}': {f:name: {}, f:virtualFunctions: {}}}}}");

        assertThat(port(AppliedFields.keeping(HOST, whole)))
                .isEqualTo(json("{name: ens1f0, sriovSupport: Supported, linkState: Up, virtualFunctions: 8,"
                        + " excludedVirtualFunctions: [4]}"));
    }

    @Test
    void whoSaysWhereTheyBeginDoesntMoveTheirEnd() {
        AccelNetNode later = existing(
                ALL.replace("firstVirtualFunction: 2", "firstVirtualFunction: 5"),
                OURS,
                "{f:spec: {f:adapters: {'k:{\"name\":\"ens1f0\"}': {f:firstVirtualFunction: {}}}}}");

        assertThat(port(AppliedFields.keeping(HOST, later)))
                .isEqualTo(json("{name: ens1f0, sriovSupport: Supported, linkState: Up, virtualFunctions: 3}"));
    }

    @Test
    void whoLeavesOutOneMoreDoesSoBesideThoseThatAreLeftOut() {
        AccelNetNode broken = existing(
                ALL.replace("[4]", "[4, 6]"),
                OURS,
                "{f:spec: {f:adapters: {'k:{\"name\":\"ens1f0\"}': {f:excludedVirtualFunctions: {v:6: {}}}}}}");

        assertThat(AppliedFields.keeping(HOST, broken).areOf(broken)).isTrue();
    }

    @Test
    void aPortThatSomebodyCallsByAnotherOfItsNamesIsLeftToThem() {
        DiscoveredHost named = host("metadata: {name: host-1}", "", "altNames: [front]");
        AccelNetNode theirs = existing(
                ALL.replace("name: ens1f0", "name: FRONT"),
                "{}",
                "{f:spec: {f:adapters: {'k:{\"name\":\"FRONT\"}': {f:name: {}}}}}");

        assertThat(AppliedFields.keeping(named, theirs)
                        .fields()
                        .at("/spec/adapters")
                        .isEmpty())
                .isTrue();
    }

    @Test
    void aReasonGoesWithItsAvailability() {
        DiscoveredHost cordoned = host("{metadata: {name: host-1}, spec: {unschedulable: true}}", "", "numVfs: 0");
        AccelNetNode down = existing(
                ALL.replace("availability: Available", "availability: Down"), OURS, "{f:spec: {f:availability: {}}}");

        assertThat(AppliedFields.keeping(cordoned, existing(ALL, OURS, "{}"))
                        .fields()
                        .at("/spec/availabilityReason")
                        .asText())
                .isEqualTo("the Kubernetes Node is cordoned");
        assertThat(AppliedFields.keeping(cordoned, down).fields().path("spec"))
                .noneMatch(field -> field.asText().contains("cordoned"));
        assertThat(AppliedFields.keeping(cordoned, down).fields().path("spec").has("availability"))
                .isFalse();
    }

    @Test
    void whatIsntToldNowGoesOnToBeTrue() {
        DiscoveredHost untold = new DiscoveredHost(
                HOST.name(),
                HOST.labels(),
                Source.SRIOV_NETWORK_OPERATOR,
                new HostReader(DiscoverySettings.ALL, List.of(INTENT))
                        .read(
                                Told.node("metadata: {name: host-1, labels: {topology.kubernetes.io/zone: a}}"),
                                Optional.empty(),
                                List.of(),
                                Optional.of(Source.SRIOV_NETWORK_OPERATOR))
                        .orElseThrow()
                        .spec(),
                java.util.Set.of(),
                true);
        AccelNetNode told = existing(
                ALL.replace("spec:", "spec:\n  hyperthreading: true"),
                OURS.replace("f:spec:", "f:spec:\n  f:hyperthreading: {}"),
                "{}");

        assertThat(AppliedFields.keeping(untold, told).areOf(told)).isTrue();
    }

    @Test
    void aPortThatNoIntentHasAnyMoreKeepsItsVirtualFunctions() {
        DiscoveredHost without = new HostReader(DiscoverySettings.ALL, List.of())
                .read(
                        Told.node("metadata: {name: host-1, labels: {topology.kubernetes.io/zone: a}}"),
                        Optional.of(Told.port("{resourceName: vm_ports}", "linkSpeed: 25000 Mb/s")),
                        List.of(),
                        Optional.empty())
                .orElseThrow();
        AccelNetNode before = existing(ALL, OURS, "{}");

        assertThat(AppliedFields.keeping(without, before).areOf(before)).isTrue();
    }

    @Test
    void whoMadeItIsRememberedAndThatItsNodeWasGoneIsForgotten() {
        AccelNetNode returned = existing(
                ALL.replace(
                        "annotations: {",
                        "annotations: {accelnet.io/made-by-discovery: \"true\", accelnet.io/node-gone-since: 2026-01-01T00:00:00Z, "),
                OURS.replace(
                        "f:annotations: {",
                        "f:annotations: {f:accelnet.io/made-by-discovery: {}, f:accelnet.io/node-gone-since: {}, "),
                "{}");

        assertThat(AppliedFields.keeping(HOST, returned).fields().at("/metadata/annotations"))
                .isEqualTo(
                        json(
                                "{accelnet.io/discovered-from: SriovNetworkNodeState, accelnet.io/made-by-discovery: \"true\"}"));
        assertThat(AppliedFields.owned(returned)
                        .with(AppliedFields.NODE_GONE_SINCE, Optional.of("2026-01-01T00:00:00Z"))
                        .areOf(returned))
                .isTrue();
    }
}
