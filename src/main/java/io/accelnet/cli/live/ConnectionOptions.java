package io.accelnet.cli.live;

import io.accelnet.cli.scenario.BadRequestException;
import io.accelnet.cli.terminal.OptionNames;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which cluster, as whom, and where in it: with kubectl's own options, for all verbs that ask a live cluster. */
public final class ConnectionOptions {
    private static final Pattern DURATION = Pattern.compile("(\\d{1,6})(ms|s|m|h)?");

    @Option(
            names = "--kubeconfig",
            paramLabel = "FILE",
            order = 100,
            description = "The kubeconfig. Default: that of $KUBECONFIG or ~/.kube/config.")
    @Nullable Path kubeconfig;

    @Option(
            names = "--context",
            paramLabel = "NAME",
            order = 101,
            description = "The context of the kubeconfig. Default: the current one.")
    @Nullable String context;

    @Option(
            names = {"-n", "--namespace"},
            paramLabel = "NAME",
            order = 102,
            description = "The namespace. Default: that of the context, else default.")
    @Nullable String namespace;

    @Option(
            names = {"-A", "--all-namespaces"},
            order = 103,
            description = "All namespaces.")
    boolean allNamespaces;

    @Option(names = "--as", paramLabel = "USER", order = 104, description = "Act as this user, as kubectl does it.")
    @Nullable String user;

    @Option(
            names = "--as-group",
            paramLabel = "GROUP",
            order = 105,
            description = "Act as a member of this group; needs --as. May be given several times.")
    List<String> groups = new ArrayList<>();

    @Option(
            names = "--request-timeout",
            paramLabel = "TIME",
            order = 106,
            description =
                    "How long an answer of the API server is waited for, such as 5s or 2m; 0: for ever. Default: 10s.")
    @Nullable String requestTimeout;

    /** Refuses what can't be meant, before anything is read. */
    public void check() {
        OptionNames.notEmpty(
                "--namespace", Optional.ofNullable(namespace).stream().toList());
        OptionNames.notEmpty("--context", Optional.ofNullable(context).stream().toList());
        OptionNames.notEmpty("--as", Optional.ofNullable(user).stream().toList());
        OptionNames.notEmpty("--as-group", groups);
        if (namespace != null && allNamespaces) {
            throw new BadRequestException("--namespace and --all-namespaces: one or the other");
        }
        if (user == null && !groups.isEmpty()) {
            throw new BadRequestException("--as-group needs --as: say who is a member of the group");
        }
    }

    /** Whether they say which cluster, or as whom. */
    public boolean nameACluster() {
        return kubeconfig != null || context != null || user != null;
    }

    /** The namespace, if one is said. */
    public Optional<String> namespace() {
        return Optional.ofNullable(namespace);
    }

    /** Whether it is about all namespaces. */
    public boolean areAboutAllNamespaces() {
        return allNamespaces;
    }

    /** How the cluster is reached. */
    public Connection connection() {
        check();
        return new Connection(
                Optional.ofNullable(kubeconfig),
                Optional.ofNullable(context),
                Optional.ofNullable(user),
                groups,
                Optional.ofNullable(requestTimeout).map(said -> duration("--request-timeout", said)));
    }

    /**
     * Where namespaced objects are looked for.
     *
     * @param ofTheContext the namespace of the context, if it says one
     */
    public Scope scope(Optional<String> ofTheContext) {
        return allNamespaces
                ? Scope.ALL
                : new Scope(Optional.of(
                        Optional.ofNullable(namespace).or(() -> ofTheContext).orElse(Scope.DEFAULT_NAMESPACE)));
    }

    /**
     * A time as kubectl reads it: a number alone is seconds.
     *
     * @param option the option that has it, for the error
     */
    public static Duration duration(String option, String said) {
        Matcher matcher = DURATION.matcher(said);
        if (!matcher.matches()) {
            throw new BadRequestException(option + " " + said + ": a time such as 5s, 2m or 1h is needed");
        }
        long number = Long.parseLong(matcher.group(1));
        return switch (Optional.ofNullable(matcher.group(2)).orElse("s")) {
            case "ms" -> Duration.ofMillis(number);
            case "m" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            default -> Duration.ofSeconds(number);
        };
    }
}
