package io.accelnet.fuzz;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** A cluster or two with few hosts, few virtual functions, and about as many VMs as they can have: whatever changes, somebody lacks something. */
final class SmallCluster {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final List<String> GUESTS = List.of("eth0", "eth1", "eth2", "eth3");
    private static final List<String> LEVELS = List.of("Low", "Medium", "High");
    private static final List<Integer> PERCENTAGES = List.of(0, 25, 34, 50);
    private static final int INTENTS = 3;
    private static final int PORTS_OF_AN_INTENT = 2;
    /** Which cluster a host belongs to. */
    private static final String LABEL = Labels.KEYS.getFirst();

    private final Draw draw;
    private final Vocabulary vocabulary;

    SmallCluster(Draw draw) {
        this.draw = draw;
        Map<String, Integer> counts = Map.of(
                "NetworkIntent",
                INTENTS,
                "AccelNetCluster",
                draw.chance(0.2) ? 2 : 1,
                "AccelNetNode",
                draw.between(2, 5),
                "AccelNetVM",
                draw.between(1, 12));
        this.vocabulary = Vocabulary.plain(
                counts,
                IntStream.range(0, INTENTS * PORTS_OF_AN_INTENT)
                        .mapToObj(number -> "port" + number)
                        .toList(),
                GUESTS);
    }

    Vocabulary vocabulary() {
        return vocabulary;
    }

    /** How many objects there are of a kind. */
    int count(String kind) {
        return vocabulary.objects(kind).size();
    }

    List<ObjectNode> objects() {
        List<ObjectNode> all = new ArrayList<>();
        for (int i = 0; i < count("NetworkIntent"); i++) {
            all.add(intent(i));
        }
        for (int i = 0; i < count("AccelNetCluster"); i++) {
            all.add(cluster(i));
        }
        for (int i = 0; i < count("AccelNetNode"); i++) {
            all.add(host(i));
        }
        for (int i = 0; i < count("AccelNetVM"); i++) {
            all.add(vm(i));
        }
        return all;
    }

    private ObjectNode intent(int number) {
        ObjectNode intent = object("NetworkIntent", number);
        intent.withObject("/spec").putArray("types").add("Compute");
        ArrayNode ports = intent.withObject("/spec").putArray("adapters");
        for (int port = 0; port < (draw.chance(0.5) ? PORTS_OF_AN_INTENT : 1); port++) {
            ports.add("port" + (number * PORTS_OF_AN_INTENT + port));
        }
        return intent;
    }

    private ObjectNode cluster(int number) {
        ObjectNode cluster = object("AccelNetCluster", number);
        ObjectNode spec = cluster.withObject("/spec");
        List<String> intents = vocabulary.objects("NetworkIntent");
        spec.put("intentName", intents.get(number * (INTENTS - 1)));
        if (number == 0 && draw.chance(0.6)) {
            spec.putArray("additionalIntentNames").add(intents.get(1));
        }
        spec.put("nodeReservePercentage", draw.of(PERCENTAGES));
        spec.withObject("/nodeSelector/matchLabels").put(LABEL, Labels.VALUES.get(number));
        return cluster;
    }

    private ObjectNode host(int number) {
        ObjectNode host = object("AccelNetNode", number);
        host.withObject("/metadata/labels").put(LABEL, Labels.VALUES.get(number % count("AccelNetCluster")));
        ObjectNode spec = host.withObject("/spec");
        spec.put("hostType", "External").put("operatingSystem", "Linux").put("hyperthreading", true);
        for (int i = 0; i < INTENTS * PORTS_OF_AN_INTENT; i++) {
            ObjectNode port = spec.withArray("adapters")
                    .addObject()
                    .put("name", "port" + i)
                    .put("sriovSupport", "Supported")
                    .put("virtualFunctions", draw.between(1, 3));
            if (draw.chance(0.3)) {
                port.put("queuePairs", draw.between(2, 7));
            }
        }
        return host;
    }

    private ObjectNode vm(int number) {
        ObjectNode vm = object("AccelNetVM", number);
        vm.withObject("/metadata").put("namespace", vocabulary.namespaces().getFirst());
        ObjectNode spec = vm.withObject("/spec");
        spec.put("clusterName", draw.of(vocabulary.objects("AccelNetCluster"))).put("performance", draw.of(LEVELS));
        ObjectNode machine = spec.withObject("/virtualMachine").put("virtualProcessors", 8);
        for (int i = 0; i < draw.between(1, 3); i++) {
            machine.withArray("networkAdapters").add(GUESTS.get(i));
            if (draw.chance(0.3)) {
                machine.withArray("adapterIntents")
                        .addObject()
                        .put("networkAdapter", GUESTS.get(i))
                        .put("intentName", draw.of(vocabulary.objects("NetworkIntent")));
            }
        }
        return vm;
    }

    private ObjectNode object(String kind, int number) {
        ObjectNode object =
                JSON.objectNode().put("apiVersion", "accelnet.io/v1alpha1").put("kind", kind);
        object.putObject("metadata").put("name", vocabulary.objects(kind).get(number));
        object.putObject("spec");
        return object;
    }
}
