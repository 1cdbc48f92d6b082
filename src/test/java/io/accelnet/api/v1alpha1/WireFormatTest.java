package io.accelnet.api.v1alpha1;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import io.accelnet.api.schema.ApiType;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the records are in documents. */
class WireFormatTest {
    private final KubernetesSerialization serialization = new KubernetesSerialization();

    @Test
    void everyKindAndEveryRecordGoesOverTheWireInTheSameWay() {
        JavaClasses api = new ClassFileImporter().importPackagesOf(AccelNetVM.class);
        ArchRuleDefinition.classes()
                .that()
                .areRecords()
                .or()
                .areAssignableTo(CustomResource.class)
                .should()
                .beAnnotatedWith(ApiType.class)
                .check(api);
    }

    @Test
    void absentFieldsAreLeftOutAndEmptyListsAreSaid() {
        NodeAdapter adapter = new NodeAdapter(
                "Port 1", List.of(), SriovSupport.SUPPORTED, null, null, 63, null, List.of(), null, null);

        assertThat(serialization.asJson(adapter))
                .isEqualTo("{\"name\":\"Port 1\",\"sriovSupport\":\"Supported\",\"virtualFunctions\":63}");
        assertThat(serialization.asJson(new VirtualMachineFacts(4, List.of(), null)))
                .isEqualTo("{\"virtualProcessors\":4,\"networkAdapters\":[]}");
    }

    @Test
    void fieldsOfALaterVersionAreSkipped() {
        AccelNetVM vm = serialization.unmarshal("""
                apiVersion: accelnet.io/v1alpha1
                kind: AccelNetVM
                metadata: {name: a, namespace: b}
                later: 1
                spec: {clusterName: c, performance: High, later: 2, virtualMachine: {virtualProcessors: 4, later: 3}}
                status: {later: 4, virtualFunctions: [{networkAdapter: n, adapter: p, later: 5}]}
                """, AccelNetVM.class);

        assertThat(vm.getSpec())
                .isEqualTo(
                        new AccelNetVMSpec("c", Performance.HIGH, null, new VirtualMachineFacts(4, List.of(), null)));
        assertThat(vm.getStatus().virtualFunctions()).containsExactly(new AssignedFunction("n", "p", 0, 0));
    }
}
