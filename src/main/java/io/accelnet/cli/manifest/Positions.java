package io.accelnet.cli.manifest;

import java.util.ArrayList;
import java.util.List;

/** Where an object and its fields are written. */
final class Positions {
    /**
     * A field of a map, or an element of a list.
     *
     * @param depth how many steps lead to the map or the list
     * @param step the field's name, or the element's index
     */
    private record Entry(int depth, Object step, Position position) {}

    private final Position object;
    /** In the order in which they are written: what is inside of something follows it. */
    private final List<Entry> entries = new ArrayList<>();

    Positions(Position object) {
        this.object = object;
    }

    void add(int depth, Object step, Position position) {
        entries.add(new Entry(depth, step, position));
    }

    /** The position of the object. */
    Position ofObject() {
        return object;
    }

    /** The position of what these steps lead to; if it isn't there, of the innermost thing on the way that is. */
    Position of(List<Object> steps) {
        Position found = object;
        int taken = 0;
        for (Entry entry : entries) {
            if (entry.depth() < taken || taken == steps.size()) {
                break;
            }
            if (entry.depth() == taken && entry.step().equals(steps.get(taken))) {
                found = entry.position();
                taken++;
            }
        }
        return found;
    }
}
