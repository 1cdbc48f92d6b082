package io.accelnet.cli.manifest;

/**
 * Text of manifests as people may see it. What isn't a character that one sees would move the cursor of a terminal, and a line
 * of its own in the log of a pipeline can be a command to whatever runs it.
 */
public final class Printable {
    private Printable() {}

    /** The text in one line, with each control and format character as its code. */
    public static String line(String text) {
        if (text.codePoints().noneMatch(Printable::isHidden)) {
            return text;
        }
        StringBuilder line = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(character -> {
            if (isHidden(character)) {
                line.append("\\u%04x".formatted(character));
            } else {
                line.appendCodePoint(character);
            }
        });
        return line.toString();
    }

    private static boolean isHidden(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }
}
