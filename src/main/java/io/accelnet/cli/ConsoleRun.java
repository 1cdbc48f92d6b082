package io.accelnet.cli;

import io.accelnet.cli.live.Connection;
import io.accelnet.cli.live.ConnectionOptions;
import io.accelnet.cli.scenario.BadRequestException;
import io.accelnet.cli.terminal.Invocation;
import io.accelnet.cli.terminal.Progress;
import io.accelnet.console.Console;
import io.accelnet.console.action.ClusterActions;
import io.accelnet.console.action.Terminal;
import io.accelnet.console.watch.WatchedCluster;
import io.accelnet.plan.Planner;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javalin.util.JavalinBindException;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** Runs the console until the command is ended. */
final class ConsoleRun {
    private final Invocation invocation;
    private final ConnectionOptions connection;
    private final Planner planner;

    ConsoleRun(Invocation invocation, ConnectionOptions connection, Planner planner) {
        this.invocation = invocation;
        this.connection = connection;
        this.planner = planner;
    }

    /**
     * Runs it until the thread is interrupted, or the process ends.
     *
     * @param port the port; 0: any that is free
     * @param browser whether a browser is opened
     */
    void until(int port, boolean browser) {
        Config config = connection.connection().config();
        // The console is for all that its user may see, and not for the namespace that happens to be the context's.
        Optional<String> namespace = connection.namespace();
        try (KubernetesClient client = Connection.client(config);
                KubernetesClient patient = Connection.patient(config);
                WatchedCluster watched = watched(client, namespace);
                Console console = started(
                        watched,
                        new ConsoleActions(client, patient, planner, invocation.clock()),
                        words(config, namespace),
                        port)) {
            invocation.out().println(console.address());
            invocation.out().flush();
            invocation.err().println("The address lets one browser in, once. Ctrl-C ends the console.");
            if (browser) {
                open(console.address());
            }
            untilTheEnd(console);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ctrl-C ends the process, and nothing that stands behind this is run then. */
    private static void untilTheEnd(Console console) throws InterruptedException {
        Thread ctrlC = new Thread(console::tellUnfinished, "accelnet-console-end");
        Runtime.getRuntime().addShutdownHook(ctrlC);
        try {
            new CountDownLatch(1).await();
        } finally {
            Runtime.getRuntime().removeShutdownHook(ctrlC);
        }
    }

    private WatchedCluster watched(KubernetesClient client, Optional<String> namespace) throws InterruptedException {
        try (Progress progress = new Progress(invocation.err(), invocation.showsProgress())) {
            progress.at("reading the cluster");
            return new WatchedCluster(client, namespace);
        }
    }

    private Console started(WatchedCluster watched, ClusterActions actions, String cluster, int port) {
        try {
            return new Console(watched, actions, cluster, port, new Terminal(invocation.err()));
        } catch (JavalinBindException e) {
            throw new BadRequestException("--port " + port + ": something else listens there, or you may not");
        }
    }

    private static String words(Config config, Optional<String> namespace) {
        String where = Optional.ofNullable(config.getCurrentContext())
                .map(context -> context.getName())
                .orElse(config.getMasterUrl());
        return where
                + Optional.ofNullable(config.getImpersonateUsername())
                        .map(user -> " as " + user)
                        .orElse("")
                + namespace.map(name -> ", namespace " + name).orElse("");
    }

    /** With the command that each system has for that. Where there is none, the address is printed anyway. */
    private void open(String address) {
        String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        List<String> command = system.contains("mac")
                ? List.of("open", address)
                : system.contains("win")
                        ? List.of("rundll32", "url.dll,FileProtocolHandler", address)
                        : List.of("xdg-open", address);
        try {
            new ProcessBuilder(command)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            invocation.err().println("No browser could be opened: open the address yourself.");
        }
    }
}
