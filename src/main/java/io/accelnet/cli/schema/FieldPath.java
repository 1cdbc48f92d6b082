package io.accelnet.cli.schema;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.StringTokenizer;
import org.jspecify.annotations.Nullable;

/** Where in an object a value is, in the API server's spelling: {@code spec.adapters[0].name}. */
public final class FieldPath {
    /** The object itself. */
    public static final FieldPath ROOT = new FieldPath(null, "", false);

    private final @Nullable FieldPath parent;
    private final Object step;
    private final boolean bracketed;

    private FieldPath(@Nullable FieldPath parent, Object step, boolean bracketed) {
        this.parent = parent;
        this.step = step;
        this.bracketed = bracketed;
    }

    /** A field of this object. */
    public FieldPath child(String name) {
        return new FieldPath(this, name, false);
    }

    /** An element of this list, from 0. */
    public FieldPath index(int index) {
        return new FieldPath(this, index, true);
    }

    /** The value of a key of this map. */
    public FieldPath key(String key) {
        return new FieldPath(this, key, true);
    }

    /** A path that is written below this one, as in {@code .values}. */
    FieldPath below(String dotted) {
        FieldPath path = this;
        StringTokenizer names = new StringTokenizer(dotted, ".");
        while (names.hasMoreTokens()) {
            path = path.child(names.nextToken());
        }
        return path;
    }

    /** The way from the object: names as strings, positions in lists as integers. */
    public List<Object> steps() {
        List<Object> steps = new ArrayList<>();
        for (@Nullable FieldPath path = this; path != null && path.parent != null; path = path.parent) {
            steps.add(path.step);
        }
        Collections.reverse(steps);
        return steps;
    }

    @Override
    public String toString() {
        if (parent == null) {
            return "";
        }
        String before = parent.toString();
        if (bracketed) {
            return before + "[" + step + "]";
        }
        return before.isEmpty() ? step.toString() : before + "." + step;
    }
}
