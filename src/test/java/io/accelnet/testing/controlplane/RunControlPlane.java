package io.accelnet.testing.controlplane;

import io.accelnet.testing.binaries.BinaryUnavailableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/**
 * What hack/control-plane/up runs: {@code up [--kubeconfig FILE] [--scheduler] [-- COMMAND...]}.
 *
 * <p>Prints where the kubeconfig is and stays until it is interrupted; or runs a command with KUBECONFIG set, and ends
 * when it does, with its exit status. With {@code --scheduler} pods are placed, by the genuine kube-scheduler.
 */
public final class RunControlPlane {

    private static final int USAGE = 2;

    private RunControlPlane() {}

    public static void main(String[] arguments) throws InterruptedException, IOException {
        System.exit(run(Arrays.asList(arguments)));
    }

    private static int run(List<String> arguments) throws InterruptedException, IOException {
        int separator = arguments.contains("--") ? arguments.indexOf("--") : arguments.size();
        List<String> options = new ArrayList<>(arguments.subList(0, separator));
        boolean withScheduler = options.remove("--scheduler");
        List<String> command = arguments.stream().skip(separator + 1L).toList();
        if (!options.isEmpty() && !(options.size() == 2 && options.get(0).equals("--kubeconfig"))) {
            System.err.println("usage: up [--kubeconfig FILE] [--scheduler] [-- COMMAND...]");
            return USAGE;
        }
        ControlPlane controlPlane;
        try {
            controlPlane = ControlPlane.start();
            if (withScheduler) {
                controlPlane.startScheduler();
            }
        } catch (BinaryUnavailableException | ControlPlaneException e) {
            System.err.println(e.getMessage());
            return 1;
        }
        // In a hook, so that Ctrl-C too returns to the prompt only when nothing runs any more.
        Runtime.getRuntime().addShutdownHook(new Thread(controlPlane::close));
        Path kubeconfig = options.isEmpty() ? controlPlane.kubeconfig() : copy(controlPlane, Path.of(options.get(1)));
        return command.isEmpty() ? stay(controlPlane, kubeconfig) : accompany(command, kubeconfig);
    }

    /** The file appears complete and only now, so that a script can take it for the sign that all is ready. */
    private static Path copy(ControlPlane controlPlane, Path target) throws IOException {
        Path absolute = target.toAbsolutePath();
        Path unfinished = absolute.resolveSibling(absolute.getFileName() + ".unfinished");
        Files.copy(controlPlane.kubeconfig(), unfinished, StandardCopyOption.REPLACE_EXISTING);
        return Files.move(unfinished, absolute, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    private static int stay(ControlPlane controlPlane, Path kubeconfig) throws InterruptedException {
        System.err.printf("The API server answers at %s; Ctrl-C ends it.%n", controlPlane.apiServerUri());
        System.err.printf("Its logs are in %s. To use it:%n  export KUBECONFIG=%s%n", controlPlane.logs(), kubeconfig);
        System.out.println(kubeconfig);
        new CountDownLatch(1).await();
        return 0;
    }

    private static int accompany(List<String> command, Path kubeconfig) throws InterruptedException, IOException {
        var builder = new ProcessBuilder(command).inheritIO();
        builder.environment().put("KUBECONFIG", kubeconfig.toString());
        return builder.start().waitFor();
    }
}
