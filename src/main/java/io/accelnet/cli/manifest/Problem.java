package io.accelnet.cli.manifest;

/**
 * Something that is wrong with the input.
 *
 * @param place the file and the line
 * @param object the object's kind and name; empty if it isn't known
 * @param message the field and what is wrong with it
 */
public record Problem(SourceLocation place, String object, String message) {
    /** In one line, whatever the input has in it. */
    @Override
    public String toString() {
        return Printable.line(place + ": " + (object.isEmpty() ? "" : object + ": ") + message);
    }
}
