package io.accelnet.cli.live;

import io.accelnet.api.v1alpha1.AccelNetCluster;
import io.accelnet.api.v1alpha1.AccelNetVM;
import io.accelnet.api.v1alpha1.NetworkIntent;
import io.accelnet.cli.change.VmDirectory;
import io.accelnet.cli.scenario.BadRequestException;
import io.accelnet.cli.write.Refusal;
import io.accelnet.operator.gather.Trimming;
import io.accelnet.operator.gather.kubevirt.KubeVirtVirtualMachine;
import io.accelnet.operator.gather.kubevirt.Listing;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads what changes of VMs are decided from, as it is at that moment. */
public final class VmObjects {
    private VmObjects() {}

    /** How much it takes to know the VirtualMachines. */
    public enum Machines {
        /** Without them nothing can be done. */
        NEEDED,
        /** Whoever is described may be one of them: all that there are have to be known. */
        SEARCHED,
        /** Whoever is named can mostly be changed without them. */
        HELPFUL
    }

    /**
     * The VirtualMachines and AccelNetVMs that are there, with all that is noted in them.
     *
     * @param wanted how much it takes to know the VirtualMachines
     */
    public static VmDirectory directory(KubernetesClient client, List<Scope> scopes, Machines wanted) {
        List<AccelNetVM> vms = new ArrayList<>();
        List<KubeVirtVirtualMachine> machines = new ArrayList<>();
        Optional<String> unknown = client.supports(KubeVirtVirtualMachine.class)
                ? Optional.empty()
                : Listing.<KubeVirtVirtualMachine>notInstalled(KubeVirtVirtualMachine.class)
                        .unknown();
        if (wanted == Machines.NEEDED && unknown.isPresent()) {
            throw new BadRequestException(
                    unknown.get() + ": an AccelNetVM that states its VM's facts is written as a manifest");
        }
        for (Scope where : scopes) {
            vms.addAll(LiveCluster.all(where.of(client, AccelNetVM.class), vm -> vm));
            if (unknown.isEmpty()) {
                try {
                    machines.addAll(
                            LiveCluster.all(where.of(client, KubeVirtVirtualMachine.class), machine -> machine));
                } catch (KubernetesClientException e) {
                    if (wanted != Machines.HELPFUL || e.getCode() != HttpURLConnection.HTTP_FORBIDDEN) {
                        throw e;
                    }
                    unknown = Optional.of(Refusal.words(e));
                }
            }
        }
        return new VmDirectory(vms, new Listing<>(machines, unknown), clusters(client, machines));
    }

    /** Those that labels may name. Whoever owns VMs needn't see them. */
    private static Listing<AccelNetCluster> clusters(KubernetesClient client, List<KubeVirtVirtualMachine> machines) {
        if (machines.stream().allMatch(machine -> machine.performanceLabel().isEmpty())) {
            return Listing.of(List.of());
        }
        try {
            return Listing.of(LiveCluster.all(client, AccelNetCluster.class, Trimming::ours));
        } catch (KubernetesClientException e) {
            if (e.getCode() != HttpURLConnection.HTTP_FORBIDDEN) {
                throw e;
            }
            return Listing.unknown(Refusal.words(e));
        }
    }

    /** Whether VMs that aren't enabled can't start on some intent's resource; no, if that can't be read. */
    public static boolean isGated(KubernetesClient client) {
        try {
            return LiveCluster.all(client, NetworkIntent.class, Trimming::ours).stream()
                    .flatMap(intent -> Optional.ofNullable(intent.getStatus()).stream())
                    .flatMap(status -> status.conditions().stream())
                    .anyMatch(VmObjects::saysGated);
        } catch (KubernetesClientException _) {
            return false;
        }
    }

    private static boolean saysGated(Condition condition) {
        return condition.getType().equals("StartsGated")
                && condition.getStatus().equals("True");
    }
}
