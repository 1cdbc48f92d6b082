package io.accelnet.testing.kubevirt;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** The actor as a process of its own: {@code RunKubeVirtActor KUBECONFIG CRDS}. It installs the CRDs of a folder first. */
public final class RunKubeVirtActor {
    private static final int USAGE = 2;

    private RunKubeVirtActor() {}

    public static void main(String[] arguments) throws InterruptedException {
        List<String> words = List.of(arguments);
        if (words.size() != 2) {
            System.err.println("usage: RunKubeVirtActor KUBECONFIG FOLDER-WITH-CRDS");
            System.exit(USAGE);
        }
        try (KubernetesClient client = new KubernetesClientBuilder()
                .withConfig(Config.fromKubeconfig(Path.of(words.get(0)).toFile()))
                .build()) {
            new KubeVirtCrds(Path.of(words.get(1))).install(client);
            try (KubeVirtActor _ =
                    KubeVirtActor.start(client, ActorSettings.brisk().withEviction(Duration.ofSeconds(2)))) {
                System.out.println("ready");
                new CountDownLatch(1).await();
            }
        }
    }
}
