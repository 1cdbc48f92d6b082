package io.accelnet.fuzz;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A cluster or two with few hosts, few virtual functions, and about as many VMs as they can have: whatever changes, somebody lacks
 * something.
 */
final class SmallCluster {
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
        List<String> ports = new ArrayList<>();
        for (int port = 0; port < (draw.chance(0.5) ? PORTS_OF_AN_INTENT : 1); port++) {
            ports.add("port" + (number * PORTS_OF_AN_INTENT + port));
        }
        return Written.intent(name("NetworkIntent", number), ports);
    }

    private ObjectNode cluster(int number) {
        ObjectNode cluster = Written.object("AccelNetCluster", name("AccelNetCluster", number));
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
        ObjectNode host = Written.host(name("AccelNetNode", number));
        host.withObject("/metadata/labels").put(LABEL, Labels.VALUES.get(number % count("AccelNetCluster")));
        for (int i = 0; i < INTENTS * PORTS_OF_AN_INTENT; i++) {
            ObjectNode port = Written.port(host, "port" + i, draw.between(1, 3));
            if (draw.chance(0.3)) {
                port.put("queuePairs", draw.between(2, 7));
            }
        }
        return host;
    }

    private ObjectNode vm(int number) {
        ObjectNode vm = Written.vm(
                vocabulary.namespaces().getFirst(),
                name("AccelNetVM", number),
                draw.of(vocabulary.objects("AccelNetCluster")),
                draw.of(LEVELS));
        ObjectNode machine = vm.withObject("/spec/virtualMachine");
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

    private String name(String kind, int number) {
        return vocabulary.objects(kind).get(number);
    }
}
