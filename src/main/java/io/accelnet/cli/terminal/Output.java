package io.accelnet.cli.terminal;

/** How a plan is told. */
public enum Output {
    table,
    yaml,
    json
}
