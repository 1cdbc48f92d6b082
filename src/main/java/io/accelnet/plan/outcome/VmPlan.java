package io.accelnet.plan.outcome;

import io.accelnet.plan.Level;
import io.accelnet.plan.Promise;
import io.accelnet.plan.snapshot.VmMemory.HeldFunction;
import java.util.List;
import java.util.Optional;

/**
 * What was decided for an AccelNetVM. It may be written only after the ledger of {@code node} was.
 *
 * @param admitted whether it has been promised its virtual functions
 * @param node the node on which it has them
 * @param level the level that it holds
 * @param functions one for each network adapter, ordered by its name; empty when it has none
 * @param promised what it was promised, while it has none
 * @param shortfall why it can't have what it asks for, and what would change that, if that is for want of resources
 * @param conditions in the order in which users read them, {@code Ready} first
 */
public record VmPlan(
        boolean admitted,
        Optional<String> node,
        Optional<Level> level,
        List<HeldFunction> functions,
        Optional<Promise> promised,
        Optional<Shortfall> shortfall,
        List<Finding> conditions) {}
