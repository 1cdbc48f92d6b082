package io.accelnet.operator.life;

/** What can happen in a pool, and how often it does beside the others. */
enum Happening {
    NEW_VM(16, false),
    START(10, false),
    STOP(10, false),
    RESTART(5, false),
    MIGRATE(14, false),
    CANCEL_MIGRATION(3, false),
    DRAIN(5, false),
    END_OF_DRAIN(6, false),
    FAILURE(4, false),
    RETURN(6, false),
    FENCING(4, false),
    REMOVAL(1, false),
    UNMANAGED_POD(5, false),
    END_OF_UNMANAGED_POD(6, false),
    DELETE_POD(5, false),
    DELETE_VM(9, false),
    DELETE_ACCEL_NET_VM(3, true),
    ADOPT(4, true),
    LABEL_BLINKS(3, true);

    private final int weight;
    private final boolean needsOperator;

    Happening(int weight, boolean needsOperator) {
        this.weight = weight;
        this.needsOperator = needsOperator;
    }

    int weight() {
        return weight;
    }

    boolean needsOperator() {
        return needsOperator;
    }
}
