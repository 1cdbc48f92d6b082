package io.accelnet.testing.kubevirt;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/**
 * The actor as a process of its own: {@code RunKubeVirtActor KUBECONFIG CRDS [HOST:VIRTUAL-FUNCTIONS[+MORE]:MEMORY ...]}. It installs the
 * CRDs of a folder, creates the hosts, prints "ready" and stays until it is ended. A host has a port ens1f0, whose virtual functions are
 * handed out as openshift.io/vm_ports, and may have a second card with a port ens2f0, whose are handed out as openshift.io/second_card.
 */
public final class RunKubeVirtActor {
    private static final int USAGE = 2;
    private static final int PARTS_OF_A_HOST = 3;

    private RunKubeVirtActor() {}

    public static void main(String[] arguments) throws InterruptedException {
        List<String> words = List.of(arguments);
        List<SriovHost> hosts = new ArrayList<>();
        if (words.size() < 2 || !words.stream().skip(2).allMatch(word -> isHost(word, hosts))) {
            System.err.println(
                    "usage: RunKubeVirtActor KUBECONFIG FOLDER-WITH-CRDS [HOST:VIRTUAL-FUNCTIONS[+MORE]:MEMORY ...], such as host-1:4:64Gi or host-1:4+2:64Gi");
            System.exit(USAGE);
        }
        try (KubernetesClient client = new KubernetesClientBuilder()
                .withConfig(Config.fromKubeconfig(Path.of(words.get(0)).toFile()))
                .build()) {
            new KubeVirtCrds(Path.of(words.get(1))).install(client);
            hosts.forEach(host -> host.create(client));
            try (KubeVirtActor _ =
                    KubeVirtActor.start(client, ActorSettings.brisk().withEviction(Duration.ofSeconds(2)))) {
                System.out.println("ready");
                new CountDownLatch(1).await();
            }
        }
    }

    private static boolean isHost(String word, List<SriovHost> hosts) {
        String[] parts = word.split(":", -1);
        boolean isOne = parts.length == PARTS_OF_A_HOST && parts[1].matches("[0-9]{1,4}([+][0-9]{1,4})?");
        if (isOne) {
            String[] functions = parts[1].split("[+]", -1);
            SriovHost host = SriovHost.of(parts[0], "vm_ports", List.of("ens1f0"), Integer.parseInt(functions[0]))
                    .withMemory(parts[2]);
            hosts.add(
                    functions.length == 1
                            ? host
                            : host.withPool("second_card", List.of("ens2f0"), Integer.parseInt(functions[1])));
        }
        return isOne;
    }
}
