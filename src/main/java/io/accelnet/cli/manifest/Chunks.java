package io.accelnet.cli.manifest;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;

/**
 * A text of many documents, cut as it comes, where a document ends, into pieces that can be read side by side. A line that
 * begins with three hyphens ends a document wherever it stands: YAML allows it nowhere else.
 */
final class Chunks implements Iterator<Chunks.Chunk> {
    /** Large enough to be worth a task, small enough to be spread. */
    private static final int SIZE = 256 * 1024;

    /** Most files are, and there may be very many of them. */
    private static final int SMALL_FILE = 8 * 1024;

    /** Three hyphens, and a space or a newline. */
    private static final int START = 4;

    /**
     * A piece.
     *
     * @param text what is in it
     * @param firstLine the number of its first line, from 1
     */
    record Chunk(String text, int firstLine) {}

    private final InputStream text;
    /** What has been read of the text, and isn't in any piece yet. */
    private byte[] buffer = new byte[SMALL_FILE];

    private int filled;
    private int line = 1;

    Chunks(InputStream text) {
        this.text = text;
    }

    @Override
    public boolean hasNext() {
        return reaches(1);
    }

    @Override
    public Chunk next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        int end = end();
        Chunk chunk = new Chunk(new String(buffer, 0, end, StandardCharsets.UTF_8), line);
        for (int i = 0; i < end; i++) {
            if (buffer[i] == '\n') {
                line++;
            }
        }
        filled -= end;
        System.arraycopy(buffer, end, buffer, 0, filled);
        return chunk;
    }

    private int end() {
        for (int end = SIZE; reaches(end + START); end++) {
            if (startsDocument(end)) {
                return end;
            }
        }
        return filled;
    }

    /** Whether there is so much of the text, from the beginning of the next piece; then it is in the buffer. */
    private boolean reaches(int length) {
        while (filled < length) {
            if (filled == buffer.length) {
                buffer = Arrays.copyOf(buffer, 2 * filled);
            }
            int read = read();
            if (read == 0) {
                return false;
            }
            filled += read;
        }
        return true;
    }

    private int read() {
        try {
            return text.readNBytes(buffer, filled, buffer.length - filled);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean startsDocument(int at) {
        return buffer[at - 1] == '\n'
                && buffer[at] == '-'
                && buffer[at + 1] == '-'
                && buffer[at + 2] == '-'
                && Character.isWhitespace(buffer[at + 3]);
    }
}
