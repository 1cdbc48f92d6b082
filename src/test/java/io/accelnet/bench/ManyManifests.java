package io.accelnet.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A folder of manifests as large as one likes: a cluster that survives the failure of half its nodes, and VMs of all sizes and
 * levels, all of which it can admit. The same numbers give the same folder.
 *
 * @param nodes how many nodes, each with two ports
 * @param virtualMachinesPerNode how many VMs in all, for each node; no VM says where it runs
 * @param seed chooses what each VM asks for
 */
record ManyManifests(int nodes, int virtualMachinesPerNode, long seed) {
    private static final int NAMESPACES = 20;
    private static final int NODES_OF_A_RACK = 20;
    private static final List<String> PORTS = List.of("ens1f0", "ens1f1");

    /** Of each twenty VMs. */
    private static final List<Integer> NETWORK_ADAPTERS =
            List.of(1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 4);
    /** Of each ten VMs. */
    private static final List<String> LEVELS =
            List.of("Low", "Low", "Low", "Low", "Low", "Low", "Medium", "Medium", "Medium", "High");

    private static final List<Integer> PROCESSORS = List.of(4, 8, 16);

    int virtualMachines() {
        return nodes * virtualMachinesPerNode;
    }

    /** Writes the folder, which may be there already. */
    void write(Path folder) throws IOException {
        Files.createDirectories(folder);
        write(folder.resolve("10-intent.yaml"), out -> out.print("""
                apiVersion: accelnet.io/v1alpha1
                kind: NetworkIntent
                metadata:
                  name: compute
                spec:
                  types: [Compute]
                  adapters: [%s]
                """.formatted(String.join(", ", PORTS))));
        write(folder.resolve("20-cluster.yaml"), out -> out.print("""
                apiVersion: accelnet.io/v1alpha1
                kind: AccelNetCluster
                metadata:
                  name: main
                spec:
                  intentName: compute
                  nodeReservePercentage: 50
                """));
        write(folder.resolve("30-nodes.yaml"), out -> IntStream.range(0, nodes).forEach(number -> node(out, number)));
        Random random = new Random(seed);
        write(
                folder.resolve("40-vms.yaml"),
                out -> IntStream.range(0, virtualMachines()).forEach(number -> vm(out, number, random)));
    }

    private void node(PrintWriter out, int number) {
        out.print("""
                ---
                apiVersion: accelnet.io/v1alpha1
                kind: AccelNetNode
                metadata:
                  name: node-%05d
                  labels:
                    rack: rack-%d
                spec:
                  hostType: External
                  operatingSystem: Linux
                  hyperthreading: true
                  availability: Available
                  adapters:
                """.formatted(number, number / NODES_OF_A_RACK));
        int functions = 2 * virtualMachinesPerNode;
        for (String port : PORTS) {
            out.print("""
                        - name: %s
                          sriovSupport: Supported
                          virtualFunctions: %d
                          queuePairs: %d
                          maxQueuePairsPerVirtualFunction: 8
                    """.formatted(port, functions, 8 * functions));
        }
    }

    private static void vm(PrintWriter out, int number, Random random) {
        String level = one(LEVELS, random);
        String adapters = IntStream.range(0, one(NETWORK_ADAPTERS, random))
                .mapToObj(adapter -> "eth" + adapter)
                .collect(Collectors.joining(", "));
        out.print("""
                ---
                apiVersion: accelnet.io/v1alpha1
                kind: AccelNetVM
                metadata:
                  namespace: team-%02d
                  name: vm-%07d
                spec:
                  clusterName: main
                  performance: %s
                  virtualMachine:
                    virtualProcessors: %d
                    networkAdapters: [%s]
                """.formatted(number % NAMESPACES, number, level, one(PROCESSORS, random), adapters));
    }

    private static <T> T one(List<T> choices, Random random) {
        return choices.get(random.nextInt(choices.size()));
    }

    private static void write(Path file, Consumer<PrintWriter> content) throws IOException {
        try (PrintWriter out = new PrintWriter(Files.newBufferedWriter(file, StandardCharsets.UTF_8))) {
            content.accept(out);
            if (out.checkError()) {
                throw new IOException("can't write " + file);
            }
        }
    }
}
