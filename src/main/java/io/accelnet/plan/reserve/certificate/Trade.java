package io.accelnet.plan.reserve.certificate;

/**
 * What free VFs and queue pairs that lie in slots of one rank can be made into instead, at the same price. Names are for
 * three ranks; where there are two, the lower one is the middle.
 */
enum Trade {
    /** Slots of the middle rank become some of the highest and some of the lowest: no VF and no queue pair is lost. */
    SPREAD,
    /** Slots of the middle rank become fewer of the highest, and VFs remain without queue pairs. */
    RAISE,
    /** Slots of the lowest rank become fewer of the middle one, and VFs remain without queue pairs. */
    LIFT
}
