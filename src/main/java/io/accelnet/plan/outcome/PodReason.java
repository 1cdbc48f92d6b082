package io.accelnet.plan.outcome;

/** Why a pod waits or is deleted, or what is wrong with it: the reasons of events on pods. */
public enum PodReason {
    /** It waits at the gate: there is no AccelNetVM for it. */
    NO_ACCELNET_VM("NoAccelNetVM"),
    /** It waits at the gate: its VM isn't admitted. */
    NOT_ADMITTED("NotAdmitted"),
    /** It waits at the gate: its VM is admitted, and has no virtual functions now. */
    WITHOUT_VIRTUAL_FUNCTIONS("WithoutVirtualFunctions"),
    /** It waits at the gate until the ledger with its VM's virtual functions is stored. */
    LEDGER_NOT_STORED("LedgerNotStored"),
    /** It waits at the gate: it requests more than its VM was promised. */
    REQUESTS_TOO_MUCH("RequestsTooMuch"),
    /** It waits at the gate: another pod of its VM is still there. */
    ANOTHER_POD("AnotherPod"),
    /** It waits at the gate: where its VM is planned nothing can start now. */
    NODE_UNAVAILABLE("NodeUnavailable"),
    /** It waits at the gate: it is the target of an evacuation, and its turn hasn't come. */
    EVACUATION_WAITS("EvacuationWaits"),
    /** It waits at the gate for room that others keep until they have started. */
    ROOM_IN_USE("RoomInUse"),
    /** Its VM is connected to networks of an intent's resource, and the pod doesn't request as many virtual functions of it. */
    REQUEST_MISSING("RequestMissing"),
    /** It isn't held at the gate, and may be bound to any node. */
    NOT_GATED("NotGated"),
    /** kube-scheduler finds no node for it. */
    UNSCHEDULABLE("Unschedulable"),
    /** It is deleted: no node may take the VM that is to be migrated. */
    MIGRATION_REFUSED("MigrationRefused"),
    /** It is deleted: kube-scheduler finds no node for it, and somebody else needs the room that it keeps. */
    ROOM_NEEDED("RoomNeeded"),
    /** It is deleted: kube-scheduler finds no node for it, and its VM is planned elsewhere by now. */
    PLANNED_ELSEWHERE("PlannedElsewhere"),
    /** It is deleted: kube-scheduler finds no node for it, as its volumes can be used on none of those to which it was opened. */
    VOLUMES_ELSEWHERE("VolumesElsewhere");

    private final String wire;

    PodReason(String wire) {
        this.wire = wire;
    }

    /** The value of an event's {@code reason}. */
    public String wire() {
        return wire;
    }
}
