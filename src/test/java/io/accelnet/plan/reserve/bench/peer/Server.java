package io.accelnet.plan.reserve.bench.peer;

/**
 * A host in Timefold's model.
 *
 * @param functions its VFs
 */
public record Server(int number, int functions) {}
