package io.accelnet.cli;

/** How a list is told. */
enum ListOutput {
    table,
    wide,
    name,
    json,
    yaml
}
