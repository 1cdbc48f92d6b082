package io.accelnet.cli.verb.reading;

/** How a list is told. */
enum ListOutput {
    table,
    wide,
    name,
    json,
    yaml
}
