package io.accelnet.cli.change;

import io.accelnet.cli.manifest.Printable;
import io.accelnet.cli.scenario.VmState;
import io.accelnet.plan.Level;
import io.accelnet.plan.Phrases;
import io.accelnet.plan.VmId;
import io.accelnet.plan.outcome.ClusterPlan;
import io.accelnet.plan.outcome.ClusterPlan.CheckTally;
import io.accelnet.plan.outcome.ConditionType;
import io.accelnet.plan.outcome.Finding;
import io.accelnet.plan.outcome.Finding.Truth;
import io.accelnet.plan.outcome.ReserveSums;
import io.accelnet.plan.outcome.VmPlan;
import java.io.PrintWriter;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Collectors;

/** Consequences for people: the cluster as it would be, who is admitted, who isn't and why, and who loses what. */
public final class ConsequenceText {
    /** So many VMs are named, of each kind; how many more there are is said. */
    private static final int LISTED = 20;

    private final PrintWriter out;

    /** Writes to this. */
    public ConsequenceText(PrintWriter out) {
        this.out = out;
    }

    /** Writes what a change does to whom. */
    public void print(Consequences consequences) {
        consequences.clusterPlan().ifPresent(plan -> cluster(consequences, plan));
        named("Admitted", consequences.admitted());
        named("Taken over as they are", consequences.takenOver());
        if (consequences.clusterPlan().isPresent()) {
            notAdmitted("refused", consequences.vms(state -> state == VmState.REFUSED));
            notAdmitted("waiting", consequences.vms(state -> state == VmState.WAITING));
        }
        losses(consequences.losses());
    }

    private void cluster(Consequences consequences, ClusterPlan plan) {
        List<String> members = consequences.members();
        out.println("  nodes: " + (members.isEmpty() ? "none" : members.size() + ": " + Phrases.list(members))
                + consequences
                        .formerPlan()
                        .map(_ -> difference(consequences.formerMembers(), members))
                        .orElse(""));
        plan.reserve().ifPresent(sums -> {
            out.println("  may be down at once: "
                    + was(
                            String.valueOf(sums.failuresToTolerate()),
                            consequences
                                    .formerPlan()
                                    .flatMap(ClusterPlan::reserve)
                                    .map(former -> String.valueOf(former.failuresToTolerate()))));
            if (plan.enabled()) {
                fits(sums);
            }
        });
        conditions(plan);
    }

    private static String difference(List<String> before, List<String> now) {
        List<String> more = now.stream().filter(node -> !before.contains(node)).toList();
        List<String> fewer = before.stream().filter(node -> !now.contains(node)).toList();
        return (more.isEmpty() ? "" : "; new: " + Phrases.list(more))
                + (fewer.isEmpty() ? "" : "; no longer: " + Phrases.list(fewer));
    }

    private static String was(String now, Optional<String> before) {
        return now
                + before.filter(text -> !text.equals(now))
                        .map(text -> " (now " + text + ")")
                        .orElse("");
    }

    private void fits(ReserveSums sums) {
        out.printf(
                "  room for %s%d more Low, or %d more Medium, or %d more High VMs with one network adapter%n",
                sums.headroomIsExact() ? "" : "at least ",
                sums.headroom().getOrDefault(Level.LOW, 0),
                sums.headroom().getOrDefault(Level.MEDIUM, 0),
                sums.headroom().getOrDefault(Level.HIGH, 0));
    }

    /** What keeps it from being enabled, and whether the reserve holds. */
    private void conditions(ClusterPlan plan) {
        Set<ConditionType> prerequisites =
                plan.prerequisites().stream().map(CheckTally::type).collect(Collectors.toCollection(HashSet::new));
        List<Finding> missed = plan.conditions().stream()
                .filter(finding -> prerequisites.contains(finding.type()) && finding.truth() != Truth.TRUE)
                .toList();
        out.println(missed.isEmpty() ? "  prerequisites: all hold" : "  not enabled until this is mended:");
        missed.forEach(finding -> reason("    ", finding));
        plan.conditions().stream()
                .filter(finding -> finding.truth() == Truth.FALSE)
                .filter(finding -> !prerequisites.contains(finding.type()))
                .forEach(finding -> {
                    switch (finding.type()) {
                        case READY, RECONCILING, STALLED -> {
                            // They sum up the others.
                        }
                        case RESERVE_HELD -> {
                            if (missed.isEmpty()) {
                                out.println("  the reserve doesn't hold:");
                                reason("    ", finding);
                            }
                        }
                        default -> reason("  ", finding);
                    }
                });
    }

    private void named(String word, List<VmId> vms) {
        if (!vms.isEmpty()) {
            out.println(word + ": " + Phrases.count(vms.size(), "VM") + ": "
                    + Phrases.list(vms.stream().map(VmId::toString).toList(), LISTED));
        }
    }

    private void notAdmitted(String word, SortedMap<VmId, VmPlan> vms) {
        if (vms.isEmpty()) {
            return;
        }
        out.println("Not admitted, " + word + ": " + Phrases.count(vms.size(), "VM"));
        vms.entrySet().stream().limit(LISTED).forEach(vm -> {
            Finding ready = VmState.ready(vm.getValue());
            out.println("  " + vm.getKey() + ": " + ready.reason().wire() + ": " + Printable.line(ready.message()));
        });
        more(vms.size());
    }

    private void losses(List<Loss> losses) {
        if (losses.isEmpty()) {
            out.println("No VM loses anything.");
            return;
        }
        out.println("Losing something: " + Phrases.count(losses.size(), "VM"));
        losses.stream()
                .limit(LISTED)
                .forEach(loss -> out.println("  " + loss.vm()
                        + loss.node().map(node -> " on " + node).orElse("") + ": "
                        + loss.kind().words()
                        + (loss.why().truth() == Truth.TRUE || loss.kind() == Loss.Kind.FAILOVER
                                ? ""
                                : ". " + Printable.line(loss.why().message()))));
        more(losses.size());
    }

    private void more(int number) {
        if (number > LISTED) {
            out.println("  and " + (number - LISTED) + " more");
        }
    }

    private void reason(String indent, Finding finding) {
        out.println(indent + finding.reason().wire() + ": " + Printable.line(finding.message()));
    }
}
