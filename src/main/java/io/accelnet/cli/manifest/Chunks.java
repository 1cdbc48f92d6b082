package io.accelnet.cli.manifest;

import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.NoSuchElementException;

/**
 * A text of many documents, cut where one ends, into pieces that can be read side by side. A line that begins with three hyphens
 * ends a document wherever it stands: YAML allows it nowhere else.
 */
final class Chunks implements Iterator<Chunks.Chunk> {
    /** Large enough to be worth a task, small enough to be spread. */
    private static final int SIZE = 256 * 1024;

    /**
     * A piece.
     *
     * @param text what is in it
     * @param firstLine the number of its first line, from 1
     */
    record Chunk(String text, int firstLine) {}

    private final byte[] text;
    private int position;
    private int line = 1;

    Chunks(byte[] text) {
        this.text = text;
    }

    @Override
    public boolean hasNext() {
        return position < text.length;
    }

    @Override
    public Chunk next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        int end = end();
        Chunk chunk = new Chunk(new String(text, position, end - position, StandardCharsets.UTF_8), line);
        for (int i = position; i < end; i++) {
            if (text[i] == '\n') {
                line++;
            }
        }
        position = end;
        return chunk;
    }

    private int end() {
        for (int i = position + SIZE; i < text.length; i++) {
            if (text[i - 1] == '\n' && startsDocument(i)) {
                return i;
            }
        }
        return text.length;
    }

    private boolean startsDocument(int at) {
        return at + 3 < text.length
                && text[at] == '-'
                && text[at + 1] == '-'
                && text[at + 2] == '-'
                && Character.isWhitespace(text[at + 3]);
    }
}
