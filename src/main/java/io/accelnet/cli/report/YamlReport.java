package io.accelnet.cli.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SequenceWriter;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import io.accelnet.cli.scenario.Stated;
import io.accelnet.operator.apply.ConditionMerger;
import io.accelnet.operator.apply.Statuses;
import io.accelnet.operator.gather.ClusterObjects;
import io.accelnet.plan.VmId;
import io.accelnet.plan.outcome.Plan;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * For kubectl, and for the next plan: our objects, each with the status that the operator would write; of Nodes and Namespaces
 * as much as plans depend on; and unchanged what references are resolved from.
 */
public final class YamlReport {
    static final YAMLFactory YAML = YAMLFactory.builder()
            .disable(YAMLGenerator.Feature.SPLIT_LINES)
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
            .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
            .enable(YAMLGenerator.Feature.INDENT_ARRAYS_WITH_INDICATOR)
            .build();

    private final PrintWriter out;
    private final Statuses statuses;

    /** Writes to this, with the time of a change from this clock. */
    public YamlReport(PrintWriter out, Clock clock) {
        this.out = out;
        this.statuses = new Statuses(new ConditionMerger(clock));
    }

    /** Writes a report's objects, which are changed in place. */
    public void print(Report report) throws IOException {
        ClusterObjects objects = report.objects();
        Stated stated = report.stated();
        Plan plan = report.settled().plan();
        KubernetesSerialization serialization = new KubernetesSerialization();
        ObjectMapper mapper = new ObjectMapper(YAML);
        try (SequenceWriter writer = mapper.writerFor(Map.class).writeValues(out)) {
            for (var namespace : stated.namespaces()) {
                writer.write(serialization.convertValue(namespace, Map.class));
            }
            for (var node : stated.kubernetesNodes()) {
                writer.write(serialization.convertValue(node, Map.class));
            }
            for (var pod : stated.pods()) {
                writer.write(serialization.convertValue(pod, Map.class));
            }
            for (var referenced : stated.referenced()) {
                writer.write(referenced);
            }
            for (var intent : objects.intents()) {
                with(plan.intents(), name(intent), intent, (it, status) -> it.setStatus(statuses.of(it, status)));
                stated.takeBackAssumptions(intent);
                writer.write(serialization.convertValue(intent, Map.class));
            }
            for (var cluster : objects.clusters()) {
                with(plan.clusters(), name(cluster), cluster, (it, status) -> it.setStatus(statuses.of(it, status)));
                stated.takeBackAssumptions(cluster);
                writer.write(serialization.convertValue(cluster, Map.class));
            }
            for (var node : objects.nodes()) {
                with(plan.nodes(), name(node), node, (it, status) -> it.setStatus(statuses.of(it, status)));
                stated.takeBackAssumptions(node);
                writer.write(serialization.convertValue(node, Map.class));
            }
            for (var vm : objects.vms()) {
                VmId id = new VmId(vm.getMetadata().getNamespace(), name(vm));
                with(plan.vms(), id, vm, (it, status) -> it.setStatus(statuses.of(it, status)));
                stated.takeBackAssumptions(vm);
                writer.write(serialization.convertValue(vm, Map.class));
                vm.setStatus(null);
            }
        }
    }

    private static <K, P, T> void with(Map<K, P> plans, K key, T object, BiConsumer<T, P> write) {
        Optional.ofNullable(plans.get(key)).ifPresent(plan -> write.accept(object, plan));
    }

    private static String name(HasMetadata object) {
        return object.getMetadata().getName();
    }
}
