package io.accelnet.cli.manifest;

import com.fasterxml.jackson.core.JsonLocation;

/**
 * Where something begins in a file.
 *
 * @param line from 1
 * @param column from 1
 */
record Position(int line, int column) {
    static Position of(JsonLocation location) {
        return new Position(Math.max(1, location.getLineNr()), Math.max(1, location.getColumnNr()));
    }
}
