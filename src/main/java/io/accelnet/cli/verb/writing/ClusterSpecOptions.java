package io.accelnet.cli.verb.writing;

import io.accelnet.cli.change.ClusterSettings;
import io.accelnet.cli.change.ClusterSettings.Setting;
import io.accelnet.cli.change.LabelSelectorText;
import io.accelnet.cli.scenario.BadRequestException;
import io.accelnet.cli.terminal.OptionNames;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What an AccelNetCluster shall be like. */
final class ClusterSpecOptions {
    @Option(
            names = "--additional-intent",
            paramLabel = "NAME",
            split = ",",
            order = 2,
            description =
                    "A further NetworkIntent, whose adapters are a pool of their own. May be given several times: all further"
                            + " intents are named each time, and one that isn't is dropped.")
    List<String> additionalIntents = new ArrayList<>();

    @Option(
            names = "--reserve",
            paramLabel = "PERCENT",
            order = 3,
            description =
                    "The share of the nodes that may be down at once while every VM has its virtual functions, 0 to 99."
                            + " Default of a new cluster: 50.")
    @Nullable Long reserve;

    @Option(
            names = "--selector",
            paramLabel = "SELECTOR",
            order = 4,
            description =
                    "Which AccelNetNodes are members, by label, such as site=east. Default of a new cluster: all.")
    @Nullable String selector;

    @Option(
            names = "--port-policy",
            paramLabel = "Any|Different",
            order = 5,
            description = "From which ports the virtual functions come that a VM has of one pool.")
    @Nullable String portPolicy;

    @Option(
            names = "--queue-pairs",
            paramLabel = "LEVEL=N",
            split = ",",
            order = 6,
            description = "Queue pairs of each virtual function, by level, such as low=1,medium=2,high=4.")
    Map<String, Long> queuePairs = new LinkedHashMap<>();

    @Option(
            names = "--unsupported-nodes",
            paramLabel = "Block|Exclude",
            order = 7,
            description =
                    "What to do about nodes that fail a prerequisite: not to enable the cluster, or to leave them out.")
    @Nullable String unsupportedNodes;

    @Option(
            names = "--unsupported-adapters",
            paramLabel = "Block|Exclude",
            order = 8,
            description = "The same about adapters of the intents.")
    @Nullable String unsupportedAdapters;

    @Option(
            names = "--allowed-namespaces",
            paramLabel = "SELECTOR",
            order = 9,
            description = "Which namespaces' VMs it serves, by label. Default of a new cluster: all.")
    @Nullable String allowedNamespaces;

    @Option(
            names = "--namespace-limit",
            paramLabel = "N",
            order = 10,
            description =
                    "The most virtual functions that one namespace's VMs may have. Default of a new cluster: no limit.")
    @Nullable Long namespaceLimit;

    /** What is said, with this intent if one is. */
    ClusterSettings settings(Optional<String> intent) {
        ClusterSettings settings = new ClusterSettings();
        intent.ifPresent(name -> settings.set(Setting.INTENT, name));
        OptionNames.notEmpty("--intent", intent.stream().toList());
        OptionNames.notEmpty("--additional-intent", additionalIntents);
        if (!additionalIntents.isEmpty()) {
            settings.set(Setting.ADDITIONAL_INTENTS, List.copyOf(additionalIntents));
        }
        set(settings, Setting.PORT_POLICY, portPolicy);
        set(settings, Setting.RESERVE, reserve);
        Optional.ofNullable(selector)
                .ifPresent(text -> settings.set(Setting.SELECTOR, parsed("--selector", "selector", text)));
        if (!queuePairs.isEmpty()) {
            settings.set(Setting.QUEUE_PAIRS, Map.copyOf(queuePairs));
        }
        set(settings, Setting.UNSUPPORTED_NODES, unsupportedNodes);
        set(settings, Setting.UNSUPPORTED_ADAPTERS, unsupportedAdapters);
        Optional.ofNullable(allowedNamespaces)
                .ifPresent(text -> settings.set(
                        Setting.ALLOWED_NAMESPACES, parsed("--allowed-namespaces", "allowed-namespaces", text)));
        set(settings, Setting.NAMESPACE_LIMIT, namespaceLimit);
        return settings;
    }

    private static void set(ClusterSettings settings, Setting setting, @Nullable Object value) {
        if (value != null) {
            settings.set(setting, value);
        }
    }

    /** An empty one would select everything, which a script hardly means whose variable isn't set. */
    private static Object parsed(String option, String name, String text) {
        if (text.isBlank()) {
            throw new BadRequestException(
                    option + " is empty: say which are meant, leave it out, or take what was set away"
                            + " with set CLUSTER --unset " + name);
        }
        LabelSelector selector = LabelSelectorText.parse(option, text);
        return new KubernetesSerialization().convertValue(selector, Map.class);
    }
}
