package io.accelnet.cli;

import io.accelnet.api.v1alpha1.AccelNetCluster;
import io.accelnet.api.v1alpha1.AccelNetNode;
import io.accelnet.api.v1alpha1.AccelNetVM;
import io.accelnet.api.v1alpha1.NetworkIntent;
import io.accelnet.cli.live.Connection;
import io.accelnet.cli.live.LiveCluster;
import io.accelnet.cli.live.Scope;
import io.accelnet.cli.scenario.BadRequestException;
import io.accelnet.cli.terminal.Invocation;
import io.accelnet.operator.gather.kubevirt.KubeVirtVirtualMachine;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamedContext;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * Completes a command line, also with names from the cluster. The answer is as cobra's commands give it, which is what kubectl asks of its
 * plugins: a line for each possibility, with what it means behind a tab, and at last a line with a colon and a number for the shell.
 */
final class Completion {
    /** The word before the words that are typed so far. */
    static final String COMMAND = "__complete";

    /** The shell shall not offer files. */
    private static final int NO_FILES = 4;

    /** It may. */
    private static final int DEFAULT = 0;

    /** Nobody waits longer for a list of names. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private static final String ALL_NAMESPACES = "-A";
    private static final List<String> FILE_LABELS = List.of("FILE", "FOLDER|FILE", "FOLDER|FILE|-");

    /** A label that has the words themselves, such as Low|Medium|High; a placeholder is in capitals. */
    private static final Pattern WORDS = Pattern.compile("[A-Za-z]*[a-z][a-z-]*(\\|[A-Za-z]*[a-z][a-z-]*)*");

    /** What names of the cluster a word may be. */
    private enum Kind {
        CONTEXT,
        NAMESPACE,
        CLUSTER,
        INTENT,
        NODE,
        VM,
        MACHINE
    }

    private final SequencedMap<String, String> found = new LinkedHashMap<>();
    private final String begun;
    private final List<String> before;

    private Completion(List<String> words) {
        this.begun = words.isEmpty() ? "" : words.getLast();
        this.before = words.isEmpty() ? List.of() : words.subList(0, words.size() - 1);
    }

    /**
     * Writes how the last word may go on.
     *
     * @param words what is typed; the last word is incomplete, or empty
     */
    static void complete(CommandLine line, List<String> words, Invocation invocation) {
        Completion completion = new Completion(words);
        boolean files = completion.look(line);
        completion.found.forEach(
                (word, meaning) -> invocation.out().println(meaning.isEmpty() ? word : word + "\t" + meaning));
        invocation.out().println(":" + (files ? DEFAULT : NO_FILES));
        invocation.out().flush();
    }

    /** Looks what may come; answers whether a file may. */
    private boolean look(CommandLine top) {
        CommandLine line = top;
        int positionals = 0;
        Optional<OptionSpec> open = Optional.empty();
        for (String word : before) {
            if (open.isPresent()) {
                open = Optional.empty();
                continue;
            }
            @Nullable CommandLine next = line.getSubcommands().get(word);
            if (word.startsWith("-") && word.length() > 1) {
                open = option(line.getCommandSpec(), word)
                        .filter(option -> option.arity().max() > 0 && !word.contains("="));
            } else if (next != null && positionals == 0) {
                line = next;
            } else {
                positionals++;
            }
        }
        CommandSpec spec = line.getCommandSpec();
        if (open.isPresent()) {
            return values(spec, open.get(), "", begun);
        }
        int equals = begun.indexOf('=');
        if (begun.startsWith("-") && equals > 0) {
            String name = begun.substring(0, equals);
            return option(spec, name)
                    .map(option -> values(spec, option, name + "=", begun.substring(equals + 1)))
                    .orElse(false);
        }
        if (begun.startsWith("-")) {
            options(spec);
            return false;
        }
        if (positionals == 0) {
            line.getSubcommands().forEach((name, sub) -> offer(name, header(sub.getCommandSpec())));
        }
        return positional(spec, positionals)
                .map(parameter -> values(spec, parameter, "", begun))
                .orElse(false);
    }

    private static Optional<OptionSpec> option(CommandSpec spec, String word) {
        int equals = word.indexOf('=');
        return Optional.ofNullable(spec.findOption(equals < 0 ? word : word.substring(0, equals)));
    }

    private static Optional<PositionalParamSpec> positional(CommandSpec spec, int index) {
        return spec.positionalParameters().stream()
                .filter(parameter -> parameter.index().contains(index))
                .findFirst();
    }

    private void options(CommandSpec spec) {
        for (OptionSpec option : spec.options()) {
            if (!option.hidden() && (option.isMultiValue() || !isGiven(option))) {
                String meaning = option.description().length == 0 ? "" : firstSentence(option.description()[0]);
                offer(option.longestName(), meaning);
            }
        }
    }

    private boolean isGiven(OptionSpec option) {
        return Stream.of(option.names())
                .anyMatch(name -> before.stream().anyMatch(word -> word.equals(name) || word.startsWith(name + "=")));
    }

    private static String header(CommandSpec spec) {
        String[] header = spec.usageMessage().header();
        return header.length == 0 ? "" : header[0];
    }

    private static String firstSentence(String text) {
        String plain = text.replaceAll("\\$\\{[^}]*}", "…").replaceAll("%n", " ");
        int end = plain.indexOf(". ");
        return end < 0 ? plain : plain.substring(0, end);
    }

    /** Offers the values that an option or a parameter may have; answers whether a file may be one. */
    private boolean values(CommandSpec spec, ArgSpec argument, String prefix, String part) {
        // Of a list with commas the last name is begun, and the others stay.
        boolean splits = !argument.splitRegex().isEmpty();
        String kept = splits ? part.substring(0, part.lastIndexOf(',') + 1) : "";
        @Nullable Iterable<String> candidates = argument.completionCandidates();
        if (candidates != null) {
            StreamSupport.stream(candidates.spliterator(), false).forEach(value -> offer(prefix + kept + value, ""));
            return false;
        }
        if (WORDS.matcher(argument.paramLabel()).matches()) {
            Stream.of(argument.paramLabel().split("\\|", -1)).forEach(value -> offer(prefix + kept + value, ""));
            return false;
        }
        Optional<Kind> kind = kind(argument);
        kind.ifPresent(which -> names(spec, which).forEach(name -> offer(prefix + kept + name, "")));
        return FILE_LABELS.contains(argument.paramLabel());
    }

    private void offer(String word, String meaning) {
        if (word.startsWith(begun)) {
            found.putIfAbsent(word, meaning);
        }
    }

    private static Optional<Kind> kind(ArgSpec argument) {
        if (argument instanceof OptionSpec option) {
            return switch (option.longestName()) {
                case "--context" -> Optional.of(Kind.CONTEXT);
                case "--namespace" -> Optional.of(Kind.NAMESPACE);
                case "--cluster" -> Optional.of(Kind.CLUSTER);
                case "--intent", "--additional-intent" -> Optional.of(Kind.INTENT);
                case "--fail", "--remove-node" -> Optional.of(Kind.NODE);
                default -> Optional.empty();
            };
        }
        return switch (argument.paramLabel()) {
            case "CLUSTER" -> Optional.of(Kind.CLUSTER);
            case "INTENT" -> Optional.of(Kind.INTENT);
            case "NODE" -> Optional.of(Kind.NODE);
            case "VM" -> Optional.of(Kind.VM);
            case "VIRTUALMACHINE" -> Optional.of(Kind.MACHINE);
            default -> Optional.empty();
        };
    }

    /** Names from the cluster that the words so far say. None is no error: the user goes on typing. */
    private List<String> names(CommandSpec spec, Kind kind) {
        try {
            Config config = connection(spec).config();
            if (kind == Kind.CONTEXT) {
                return config.getContexts().stream()
                        .map(NamedContext::getName)
                        .sorted()
                        .toList();
            }
            try (KubernetesClient client = Connection.client(config)) {
                return names(spec, kind, client, Optional.ofNullable(config.getNamespace()));
            }
        } catch (KubernetesClientException | BadRequestException e) {
            return List.of();
        }
    }

    private List<String> names(CommandSpec spec, Kind kind, KubernetesClient client, Optional<String> ofTheContext) {
        return switch (kind) {
            case CONTEXT -> List.of();
            case NAMESPACE -> names(LiveCluster.all(client, Namespace.class, object -> object));
            case CLUSTER -> names(LiveCluster.all(client, AccelNetCluster.class, object -> object));
            case INTENT -> names(LiveCluster.all(client, NetworkIntent.class, object -> object));
            case NODE -> names(LiveCluster.all(client, AccelNetNode.class, object -> object));
            case VM -> inNamespaces(spec, client, AccelNetVM.class, ofTheContext);
            case MACHINE -> inNamespaces(spec, client, KubeVirtVirtualMachine.class, ofTheContext);
        };
    }

    private <T extends HasMetadata> List<String> inNamespaces(
            CommandSpec spec, KubernetesClient client, Class<T> type, Optional<String> ofTheContext) {
        if (before.contains(ALL_NAMESPACES) || before.contains("--all-namespaces") || begun.contains("/")) {
            return LiveCluster.all(client, type, object -> object).stream()
                    .map(vm -> vm.getMetadata().getNamespace() + "/"
                            + vm.getMetadata().getName())
                    .sorted()
                    .toList();
        }
        String namespace = value(spec, "--namespace").or(() -> ofTheContext).orElse(Scope.DEFAULT_NAMESPACE);
        return names(LiveCluster.all(client.resources(type).inNamespace(namespace), object -> object));
    }

    private static List<String> names(List<? extends HasMetadata> objects) {
        return objects.stream()
                .map(object -> object.getMetadata().getName())
                .sorted()
                .toList();
    }

    private Connection connection(CommandSpec spec) {
        return new Connection(
                value(spec, "--kubeconfig").map(Path::of),
                value(spec, "--context"),
                value(spec, "--as"),
                List.of(),
                Optional.of(PATIENCE));
    }

    /** What an option was given, in either way of writing it. */
    private Optional<String> value(CommandSpec spec, String name) {
        List<String> names = Optional.ofNullable(spec.findOption(name))
                .map(option -> List.of(option.names()))
                .orElse(List.of(name));
        for (int i = 0; i < before.size(); i++) {
            for (String each : names) {
                if (before.get(i).startsWith(each + "=")) {
                    return Optional.of(before.get(i).substring(each.length() + 1));
                }
                if (before.get(i).equals(each) && i + 1 < before.size()) {
                    return Optional.of(before.get(i + 1));
                }
            }
        }
        return Optional.empty();
    }
}
