package io.accelnet.plan.snapshot;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The VM that an AccelNetVM is for. */
public sealed interface VirtualMachine {
    /**
     * A VM whose facts the AccelNetVM states.
     *
     * @param facts its facts
     */
    record Described(VmFacts facts) implements VirtualMachine {}

    /**
     * A VirtualMachine whose facts were found.
     *
     * @param name its name
     * @param facts its facts
     * @param others its virtual functions on resources that aren't the cluster's, each with its reason, for people
     * @param excluded the nodes on which it can't run by its own rules
     * @param stopped whether it is stopped, and stays so until somebody starts it. False if that isn't known, and between two of its
     *     instances
     */
    record Resolved(String name, VmFacts facts, List<String> others, ExcludedNodes excluded, boolean stopped)
            implements VirtualMachine {
        public Resolved {
            others = List.copyOf(others);
        }

        /** One without rules of its own, which is stopped if it runs nowhere. */
        public Resolved(String name, VmFacts facts, List<String> others) {
            this(name, facts, others, ExcludedNodes.NONE, facts.reportedNode().isEmpty());
        }

        /** The same one, which reports that it runs on this node. */
        public Resolved runningOn(String node) {
            return new Resolved(name, facts.runningOn(node), others, excluded, false);
        }
    }

    /**
     * A VirtualMachine whose facts aren't known.
     *
     * @param name its name
     * @param obstacle why not
     * @param message what is missing or wrong, for people
     */
    record Unresolved(String name, Obstacle obstacle, String message) implements VirtualMachine {}

    /** Why the facts of a VirtualMachine aren't known. */
    enum Obstacle {
        /** The VirtualMachine doesn't exist, or its kind isn't known. */
        NOT_FOUND,
        /** The instance type from which it has its vCPUs doesn't exist. */
        INSTANCE_TYPE_NOT_FOUND,
        /** A network that it names doesn't exist. */
        NETWORK_NOT_FOUND,
        /** It says something that can't be right. */
        INVALID,
        /** Another AccelNetVM is for it. */
        TAKEN
    }

    /**
     * A VM's facts.
     *
     * @param vCpus its virtual processors
     * @param networkAdapters its network adapters by name; each needs one virtual function
     * @param intents the intents from whose adapters network adapters have their virtual functions; one that isn't in the map, from the
     *     first of its cluster
     * @param reportedNode the node that it reports it runs on; empty if it reports none
     */
    record VmFacts(
            int vCpus, List<String> networkAdapters, Map<String, String> intents, Optional<String> reportedNode) {
        public VmFacts {
            networkAdapters = List.copyOf(networkAdapters);
            intents = Map.copyOf(intents);
        }

        /** A VM whose network adapters name no intent. */
        public VmFacts(int vCpus, List<String> networkAdapters, Optional<String> reportedNode) {
            this(vCpus, networkAdapters, Map.of(), reportedNode);
        }

        /** The same ones, with the report that it runs on this node. */
        public VmFacts runningOn(String node) {
            return new VmFacts(vCpus, networkAdapters, intents, Optional.of(node));
        }
    }
}
