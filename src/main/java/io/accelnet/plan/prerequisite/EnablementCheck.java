package io.accelnet.plan.prerequisite;

import io.accelnet.plan.outcome.Reason;
import io.accelnet.plan.snapshot.Fact;
import io.accelnet.plan.snapshot.HostFacts;
import io.accelnet.plan.snapshot.HostFacts.OperatingSystem;
import io.accelnet.plan.snapshot.NodeSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The check documented as {@code enable_accel_net_failed}. A Windows node needs Azure Arc and a valid subscription; with Azure
 * Stack HCI it also needs Network HUD. Other nodes pass.
 */
final class EnablementCheck {
    private record Need(Fact fact, String field, String missing, String remedy) {}

    private EnablementCheck() {}

    static CheckResult check(String cluster, NodeSnapshot node) {
        List<Need> needs = needs(node);
        for (Need need : needs) {
            if (need.fact() == Fact.NO) {
                return CheckResult.failed(
                        node.name(),
                        Reason.ENABLE_ACCEL_NET_FAILED,
                        "Failed to enable Accelerated Networking on the cluster " + cluster + ". Node " + node.name()
                                + " " + need.missing() + ": " + need.remedy() + ", then set " + need.field()
                                + " of its AccelNetNode.",
                        need.missing());
            }
        }
        for (Need need : needs) {
            if (need.fact() == Fact.UNKNOWN) {
                return CheckResult.notStated(node.name(), need.field(), "whether it " + need.missing());
            }
        }
        return CheckResult.passed(node.name());
    }

    private static List<Need> needs(NodeSnapshot node) {
        HostFacts host = node.host();
        if (host.operatingSystem() != OperatingSystem.WINDOWS) {
            return List.of();
        }
        List<Need> needs = new ArrayList<>();
        needs.add(new Need(
                host.azureArcManaged(), "spec.azureArcManaged", "lacks Azure Arc", "connect the host to Azure Arc"));
        needs.add(new Need(
                host.validSubscription(),
                "spec.validSubscription",
                "lacks a valid subscription",
                "make sure that a valid pay-as-you-go subscription license is used"));
        if (host.osImage().toLowerCase(Locale.ROOT).contains("azure stack hci")) {
            needs.add(new Need(
                    host.networkHudRunning(),
                    "spec.networkHudRunning",
                    "lacks a running Network HUD",
                    "install Network HUD and start it"));
        }
        return needs;
    }
}
