package io.accelnet.cli.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.accelnet.cli.scenario.Comparison;
import io.accelnet.cli.scenario.Fit;
import io.accelnet.cli.scenario.VmState;
import io.accelnet.plan.LedgerEntry;
import io.accelnet.plan.Level;
import io.accelnet.plan.VmId;
import io.accelnet.plan.outcome.ClusterPlan;
import io.accelnet.plan.outcome.Finding;
import io.accelnet.plan.outcome.NodePlan;
import io.accelnet.plan.outcome.Plan;
import io.accelnet.plan.outcome.ReserveSums;
import io.accelnet.plan.outcome.VmPlan;
import io.accelnet.plan.snapshot.VmMemory.HeldFunction;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** For programs: one document with all that the tables say. */
public final class JsonReport {
    private final JsonGenerator json;

    /** Writes to this. */
    public JsonReport(PrintWriter out) throws IOException {
        json = new JsonFactory().createGenerator(out).useDefaultPrettyPrinter();
    }

    /** Writes a report. */
    public void print(Report report) throws IOException {
        Plan plan = report.settlement().plan();
        json.writeStartObject();
        json.writeArrayFieldStart("clusters");
        for (Map.Entry<String, ClusterPlan> cluster : plan.clusters().entrySet()) {
            cluster(cluster.getKey(), cluster.getValue(), report.fit().map(fit -> fit.get(cluster.getKey())));
        }
        json.writeEndArray();
        json.writeArrayFieldStart("nodes");
        for (Map.Entry<String, NodePlan> node : plan.nodes().entrySet()) {
            node(node.getKey(), node.getValue());
        }
        json.writeEndArray();
        json.writeArrayFieldStart("vms");
        for (Map.Entry<VmId, VmPlan> vm : plan.vms().entrySet()) {
            vm(vm.getKey(), vm.getValue());
        }
        json.writeEndArray();
        if (report.change().isPresent()) {
            change(report.change().get());
        }
        strings("notes", report.notes());
        json.writeEndObject();
        json.writeRaw('\n');
        json.flush();
    }

    private void cluster(String name, ClusterPlan plan, Optional<List<Fit.Row>> fit) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", name);
        if (plan.reserve().isPresent()) {
            reserve(plan.reserve().get());
        }
        json.writeObjectFieldStart("virtualMachines");
        json.writeNumberField("total", plan.counts().total());
        json.writeNumberField("admitted", plan.counts().admitted());
        json.writeNumberField("withoutFunctions", plan.counts().withoutFunctions());
        json.writeNumberField("waiting", plan.counts().waiting());
        json.writeNumberField("refused", plan.counts().refused());
        json.writeEndObject();
        conditions(plan.conditions());
        if (fit.isPresent()) {
            json.writeArrayFieldStart("fit");
            for (Fit.Row row : fit.get()) {
                row(row);
            }
            json.writeEndArray();
        }
        json.writeEndObject();
    }

    private void reserve(ReserveSums sums) throws IOException {
        json.writeObjectFieldStart("reserve");
        json.writeNumberField("nodes", sums.nodes());
        json.writeNumberField("failuresToTolerate", sums.failuresToTolerate());
        json.writeNumberField("nodesDown", sums.nodesDown());
        json.writeNumberField("failuresToleratedNow", sums.failuresToleratedNow());
        strings("worstNodes", sums.worstNodes());
        json.writeNumberField("capacity", sums.capacity());
        json.writeNumberField("used", sums.used());
        json.writeNumberField("free", sums.free());
        json.writeNumberField("inMaintenance", sums.inMaintenance());
        json.writeNumberField("reserved", sums.reserved());
        json.writeNumberField("available", sums.available());
        headroom(sums.headroom());
        json.writeEndObject();
    }

    private void row(Fit.Row row) throws IOException {
        json.writeStartObject();
        json.writeNumberField("lowestPercentage", row.lowest());
        json.writeNumberField("highestPercentage", row.highest());
        json.writeNumberField("failuresToTolerate", row.failures());
        json.writeNumberField("admitted", row.admitted());
        json.writeNumberField("notAdmitted", row.others());
        json.writeBooleanField("reserveHeld", row.held());
        headroom(row.headroom());
        json.writeEndObject();
    }

    private void headroom(Map<Level, Integer> headroom) throws IOException {
        json.writeObjectFieldStart("headroom");
        for (Level level : Level.values()) {
            json.writeNumberField(level.label().toLowerCase(Locale.ROOT), headroom.getOrDefault(level, 0));
        }
        json.writeEndObject();
    }

    private void node(String name, NodePlan plan) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", name);
        if (plan.cluster().isPresent()) {
            json.writeStringField("cluster", plan.cluster().get());
        }
        json.writeNumberField("virtualFunctions", plan.virtualFunctions());
        json.writeNumberField("used", plan.used());
        json.writeNumberField("free", plan.free());
        json.writeArrayFieldStart("allocations");
        for (LedgerEntry entry : plan.ledger()) {
            json.writeStartObject();
            json.writeStringField("adapter", entry.adapter());
            json.writeNumberField("virtualFunction", entry.virtualFunction());
            json.writeStringField("namespace", entry.vm().namespace());
            json.writeStringField("name", entry.vm().name());
            json.writeStringField("networkAdapter", entry.networkAdapter());
            json.writeStringField("performance", entry.level().label());
            json.writeNumberField("queuePairs", entry.queuePairs());
            json.writeEndObject();
        }
        json.writeEndArray();
        conditions(plan.conditions());
        json.writeEndObject();
    }

    private void vm(VmId id, VmPlan plan) throws IOException {
        json.writeStartObject();
        name(id);
        json.writeStringField("outcome", VmState.of(plan).name().toLowerCase(Locale.ROOT));
        json.writeStringField("reason", VmState.ready(plan).reason().wire());
        json.writeStringField("message", VmState.ready(plan).message());
        place(plan);
        json.writeEndObject();
    }

    private void place(VmPlan plan) throws IOException {
        if (plan.node().isPresent()) {
            json.writeStringField("nodeName", plan.node().get());
        }
        if (plan.level().isPresent()) {
            json.writeStringField("performance", plan.level().get().label());
        }
        json.writeArrayFieldStart("virtualFunctions");
        for (HeldFunction held : plan.functions()) {
            json.writeStartObject();
            json.writeStringField("networkAdapter", held.networkAdapter());
            json.writeStringField("adapter", held.adapter());
            json.writeNumberField("virtualFunction", held.virtualFunction());
            json.writeNumberField("queuePairs", held.queuePairs());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void change(Report.Change change) throws IOException {
        Comparison comparison = change.comparison();
        json.writeObjectFieldStart("change");
        json.writeStringField("cause", change.cause());
        json.writeNumberField("unchanged", comparison.unchanged());
        json.writeArrayFieldStart("vms");
        for (Comparison.Difference difference : comparison.differences()) {
            json.writeStartObject();
            name(difference.vm());
            json.writeStringField("what", difference.kind().name().toLowerCase(Locale.ROOT));
            for (Map.Entry<String, Optional<VmPlan>> side :
                    List.of(Map.entry("before", difference.before()), Map.entry("after", difference.after()))) {
                if (side.getValue().isPresent()) {
                    json.writeObjectFieldStart(side.getKey());
                    place(side.getValue().get());
                    json.writeEndObject();
                }
            }
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void conditions(List<Finding> findings) throws IOException {
        json.writeArrayFieldStart("conditions");
        for (Finding finding : findings) {
            json.writeStartObject();
            json.writeStringField("type", finding.type().wire());
            json.writeStringField("status", finding.truth().wire());
            json.writeStringField("reason", finding.reason().wire());
            json.writeStringField("message", finding.message());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void name(VmId id) throws IOException {
        json.writeStringField("namespace", id.namespace());
        json.writeStringField("name", id.name());
    }

    private void strings(String field, Collection<String> values) throws IOException {
        json.writeArrayFieldStart(field);
        for (String value : values) {
            json.writeString(value);
        }
        json.writeEndArray();
    }
}
