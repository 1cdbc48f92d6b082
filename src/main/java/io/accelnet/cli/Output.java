package io.accelnet.cli;

/** How a plan is told. */
enum Output {
    table,
    yaml,
    json
}
