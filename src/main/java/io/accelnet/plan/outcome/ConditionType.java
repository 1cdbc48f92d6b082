package io.accelnet.plan.outcome;

/**
 * The condition types. All but {@link #RECONCILING}, {@link #STALLED} and {@link
 * #FAILOVER_RESTRICTED} are positive. Their order is the order in which
 * checks are reported, and in which {@code Ready} looks for the first that fails.
 */
public enum ConditionType {
    READY("Ready"),
    /** True while the operator works, or waits for something that comes without a change by the user; else absent. */
    RECONCILING("Reconciling"),
    /** True when only a change by the user can help; else absent. */
    STALLED("Stalled"),

    OPERATING_SYSTEM_SUPPORTED("OperatingSystemSupported"),
    HYPERTHREADING_CONSISTENT("HyperthreadingConsistent"),
    INTENT_FOUND("IntentFound"),
    INTENT_HAS_COMPUTE("IntentHasCompute"),
    SRIOV_SUPPORTED("SriovSupported"),
    ENABLED("Enabled"),
    NETWORK_ADAPTERS_FOUND("NetworkAdaptersFound"),
    PROCESSOR_MINIMUM_MET("ProcessorMinimumMet"),
    PROCESSORS_SUFFICIENT("ProcessorsSufficient"),
    PERFORMANCE_PROVISIONABLE("PerformanceProvisionable"),
    RESOURCES_RESERVED("ResourcesReserved"),

    /** On the cluster: any tolerated set of node failures leaves no admitted VM without its virtual functions. */
    RESERVE_HELD("ReserveHeld"),
    /** On the cluster: no node that it selects belongs to another cluster. */
    NODES_EXCLUSIVE("NodesExclusive"),
    /** On the cluster: none of its members is leaving. On the node: it is known which cluster it is a member of. */
    MEMBERSHIP_SETTLED("MembershipSettled"),
    /** On the node and the cluster: whatever pods have, a ledger gives it to their VMs. */
    PODS_MANAGED("PodsManaged"),
    /** On the cluster: its adapters are the same on all of its nodes, as far as numbers go. It is no check, and nothing depends on it. */
    HOSTS_ALIKE("HostsAlike"),
    /** On the node: pods may have as many virtual functions there as its adapters have. */
    VIRTUAL_FUNCTIONS_ALLOCATABLE("VirtualFunctionsAllocatable"),
    /** On the VM: its virtual functions are on the node where it runs, at the level and on the adapters that it should have. */
    VIRTUAL_FUNCTIONS_ASSIGNED("VirtualFunctionsAssigned"),
    /**
     * On the VM, and there only if it is True: rules of the VM's own keep it from running on some members of its cluster, so that the
     * reserve can't keep a place for it everywhere. It is no check, and nothing depends on it.
     */
    FAILOVER_RESTRICTED("FailoverRestricted"),
    /** On the intent: no older intent keeps an adapter or a type that it names. */
    EXCLUSIVE("Exclusive"),
    /** On the intent: some host hands out virtual functions under the resource that it names. */
    RESOURCE_PROVIDED("ResourceProvided"),
    /** On the intent: pods that request its virtual functions wait until these are reserved for them. */
    STARTS_GATED("StartsGated"),
    /** On the node: the host is up. */
    AVAILABLE("Available");

    private final String wire;

    ConditionType(String wire) {
        this.wire = wire;
    }

    /** The value of a Kubernetes condition's {@code type}. */
    public String wire() {
        return wire;
    }
}
