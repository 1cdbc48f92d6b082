package io.accelnet.operator;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** What the operator is told on its command line, else by its environment. */
final class CommandLine {
    private static final String USAGE = """
            usage: accelnet-operator [flags]
              --kubeconfig FILE       default: what the environment says ($KUBECONFIG, or the pod's service account)
              --namespace NAME        of the Lease; default $POD_NAMESPACE, else accelnet-system
              --identity NAME         in the Lease; default $POD_NAME, else a random one
              --health-port PORT      of /healthz and /readyz; default $HEALTH_PORT, else 8080
              --no-leader-election    plan and write without a Lease; for one operator alone""";
    private static final String DEFAULT_NAMESPACE = "accelnet-system";

    private CommandLine() {}

    static Options parse(String[] args, Map<String, String> environment) {
        Options options = Options.of(
                environment.getOrDefault("POD_NAME", "accelnet-operator-" + UUID.randomUUID()),
                environment.getOrDefault("POD_NAMESPACE", DEFAULT_NAMESPACE));
        options = Optional.ofNullable(environment.get("HEALTH_PORT"))
                .map(CommandLine::port)
                .map(options::withHealthPort)
                .orElse(options);
        Deque<String> rest = new ArrayDeque<>(Arrays.asList(args));
        while (!rest.isEmpty()) {
            String flag = rest.pop();
            options = switch (flag) {
                case "--kubeconfig" -> options.withKubeconfig(Path.of(value(flag, rest)));
                case "--namespace" -> options.withNamespace(value(flag, rest));
                case "--identity" -> options.withIdentity(value(flag, rest));
                case "--health-port" -> options.withHealthPort(port(value(flag, rest)));
                case "--no-leader-election" -> options.withLeaderElection(false);
                default -> throw new IllegalArgumentException("unknown: " + flag + "\n" + USAGE);
            };
        }
        return options;
    }

    private static String value(String flag, Deque<String> rest) {
        if (rest.isEmpty()) {
            throw new IllegalArgumentException(flag + " needs a value\n" + USAGE);
        }
        return rest.pop();
    }

    private static int port(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("not a port: " + text + "\n" + USAGE, e);
        }
    }
}
