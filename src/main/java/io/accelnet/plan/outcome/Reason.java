package io.accelnet.plan.outcome;

/**
 * Every reason that a condition can have. The documented codes of Accelerated Networking stand verbatim, so that a reader
 * can search for them; reasons of this operator are CamelCase.
 */
public enum Reason {
    ACCEL_NET_NOT_SUPPORTED("Accel_net_not_supported"),
    HYPERTHREADING_CHECK_FAILED("Hyperthreading_check_failed"),
    INTENT_NOT_FOUND("Intent_not_found"),
    INTENT_TYPE_CHECK_FAILED("Intent_type_check_failed"),
    SRIOV_SUPPORT_UNKNOWN("Sriov_support_Unknown"),
    SRIOV_SUPPORT_MISSING_ACS("Sriov_support_MissingAcs"),
    SRIOV_SUPPORT_MISSING_PF_DRIVER("Sriov_support_MissingPfDriver"),
    SRIOV_SUPPORT_NO_BUS_RESOURCES("Sriov_support_NoBusResources"),
    SRIOV_SUPPORT_NO_IO_MMU_SUPPORT("Sriov_support_NoIoMmuSupport"),
    SRIOV_SUPPORT_NO_VF_BAR_SPACE("Sriov_support_NoVfBarSpace"),
    SRIOV_SUPPORT_NO_OSC_SUPPORT("Sriov_support_NoOscSupport"),
    ENABLE_ACCEL_NET_FAILED("enable_accel_net_failed"),
    GET_NETWORK_ADAPTER_FAILED("Get_network_adapter_failed"),
    HT_ENABLED_MIN_PROCESSOR_COUNTER("ht_enabled_min_processor_counter"),
    VM_NOT_ENOUGH_VCPUS("vm_not_enough_vcpus"),
    CANNOT_PROVISION_PERFORMANCE("cannot_provision_performance"),
    CLUSTER_NOT_ENOUGH_RESOURCES("cluster_not_enough_resources"),

    /** The object is as it should be. */
    READY("Ready"),
    /** A check passed. */
    PASSED("Passed"),
    /** Another condition must hold before this one can be checked. */
    PENDING("Pending"),
    /** A fact that the check needs isn't stated. */
    FACT_NOT_STATED("FactNotStated"),
    /** The cluster's selector matches no node yet. */
    NO_NODES("NoNodes"),
    /** Older intents keep every adapter of this one. */
    NO_ADAPTERS("NoAdapters"),
    /** An older intent keeps an adapter that this one names. */
    ADAPTER_CONFLICT("AdapterConflict"),
    /** An older intent keeps a type that this one names. */
    TYPE_CONFLICT("TypeConflict"),
    /** Several intents of the cluster name one resource. */
    RESOURCE_SHARED("ResourceShared"),
    /** No host hands out the resource of this intent. */
    RESOURCE_NOT_FOUND("ResourceNotFound"),
    /** The policies of the gate don't list the resource of this intent. */
    RESOURCE_NOT_LISTED("ResourceNotListed"),
    /** A policy of the gate, or its binding, isn't there. */
    GATE_POLICY_MISSING("GatePolicyMissing"),
    /** A policy of the gate is older than the operator, or isn't as the operator expects it. */
    GATE_POLICY_OUTDATED("GatePolicyOutdated"),
    /** The API server doesn't serve the policies that the gate takes. */
    GATE_NOT_SERVED("GateNotServed"),
    /** Enforcement is Warn: pods are not held. */
    ENFORCEMENT_WARN("EnforcementWarn"),
    /** Another cluster has a node that this one selects too. */
    NODE_IN_ANOTHER_CLUSTER("NodeInAnotherCluster"),
    /** A node is leaving its cluster, and would still be a member if it were taken back. */
    LEAVING("Leaving"),
    /** Nothing but the VMs that have virtual functions on it keeps a node in its cluster. */
    LEAVING_IN_USE("LeavingInUse"),

    /** The host is up. */
    UP("Up"),
    /** The host is up, keeps its VMs and takes no new ones. */
    IN_MAINTENANCE("InMaintenance"),
    /** The Kubernetes Node isn't Ready. */
    KUBERNETES_NODE_NOT_READY("KubernetesNodeNotReady"),
    /** The Kubernetes Node is gone. */
    KUBERNETES_NODE_GONE("KubernetesNodeGone"),
    /** There never was a Kubernetes Node of this name. */
    KUBERNETES_NODE_NEVER_SEEN("KubernetesNodeNeverSeen"),
    /** The AccelNetNode says that it is down. */
    DECLARED_DOWN("DeclaredDown"),

    /** The link of an adapter is down. */
    LINK_DOWN("LinkDown"),

    /** An adapter has another number of virtual functions, or of queue pairs, on some nodes of the cluster than on others. */
    HOSTS_DIFFER("HostsDiffer"),

    /** Pods have virtual functions that no ledger gives to their VMs. */
    UNMANAGED_PODS("UnmanagedPods"),
    /** The Kubernetes Node says another number of virtual functions than its adapters have. */
    ALLOCATABLE_DIFFERS("AllocatableDiffers"),

    /** The reserve holds. */
    HELD("Held"),
    /** The percentage is too small for this number of nodes to hold back a whole node. */
    NO_WHOLE_NODE_HELD_BACK("NoWholeNodeHeldBack"),
    /** Some tolerated set of failures would leave a VM without its virtual functions, or one is without now. */
    RESERVE_VIOLATED("ReserveViolated"),
    /** More nodes are down than the reserve was made for. */
    TOO_MANY_NODES_DOWN("TooManyNodesDown"),
    /** The reserve may be enough, but no calculation proves it. */
    RESERVE_NOT_PROVEN("ReserveNotProven"),

    /** The VM was promised its virtual functions. */
    ADMITTED("Admitted"),
    /** The VM has its virtual functions. */
    ASSIGNED("Assigned"),
    /** The VM isn't admitted. */
    NOT_ADMITTED("NotAdmitted"),
    /** The VM waits for its cluster to be created. */
    CLUSTER_NOT_FOUND("ClusterNotFound"),
    /** The VM waits for its cluster's prerequisites. */
    CLUSTER_NOT_ENABLED("ClusterNotEnabled"),
    /** The VM keeps what it has, and its cluster doesn't exist. */
    UNMANAGED("Unmanaged"),
    /** The VM waits for the VirtualMachine that it names. */
    VIRTUAL_MACHINE_NOT_FOUND("VirtualMachineNotFound"),
    /** The VM waits for the instance type that its VirtualMachine names. */
    INSTANCE_TYPE_NOT_FOUND("InstanceTypeNotFound"),
    /** The VM waits for a network that its VirtualMachine names. */
    NETWORK_NOT_FOUND("NetworkNotFound"),
    /** The VirtualMachine says something that can't be right. */
    VIRTUAL_MACHINE_INVALID("VirtualMachineInvalid"),
    /** Another AccelNetVM is for the VirtualMachine that this one names. */
    VIRTUAL_MACHINE_TAKEN("VirtualMachineTaken"),
    /** The VM reports a node that has no AccelNetNode. */
    NODE_NOT_FOUND("NodeNotFound"),
    /** The VM reports a node that is down. */
    NODE_DOWN("NodeDown"),
    /** The VM reports a node that is no member of its cluster. */
    NODE_NOT_IN_CLUSTER("NodeNotInCluster"),
    /** The cluster doesn't allow the VM's namespace. */
    NAMESPACE_NOT_ALLOWED("NamespaceNotAllowed"),
    /** The VM's namespace would hold more virtual functions than the cluster allows. */
    NAMESPACE_LIMIT_REACHED("NamespaceLimitReached"),
    /** A network adapter of the VM names an intent that its cluster doesn't use. */
    INTENT_NOT_IN_CLUSTER("IntentNotInCluster"),
    /** The VM asks for virtual functions from different ports, and nobody can choose the ports. */
    PORT_NOT_SELECTABLE("PortNotSelectable"),
    /** The VM runs on a node without free virtual functions, on the synthetic path. */
    NO_FREE_VIRTUAL_FUNCTIONS("NoFreeVirtualFunctions"),
    /** The VM's node is down, and no other node has room for it. */
    DISPLACED_WITHOUT_ROOM("DisplacedWithoutRoom"),
    /** The VM's virtual functions are gone from the hardware, and no others are free. */
    VIRTUAL_FUNCTIONS_LOST("VirtualFunctionsLost"),
    /** Rules of the VM's own exclude nodes of its cluster. */
    EXCLUDED_BY_NODE_RULES("ExcludedByNodeRules"),
    /** The VM keeps virtual functions on adapters that its cluster no longer uses. */
    ON_FORMER_ADAPTERS("OnFormerAdapters"),
    /** The VM keeps the level, or the number of virtual functions, that it had before a change that doesn't fit. */
    CHANGE_NOT_POSSIBLE("ChangeNotPossible");

    private final String wire;

    Reason(String wire) {
        this.wire = wire;
    }

    /** The value of a Kubernetes condition's {@code reason}. */
    public String wire() {
        return wire;
    }
}
