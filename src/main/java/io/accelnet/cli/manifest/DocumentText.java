package io.accelnet.cli.manifest;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;

/** The text of a file, which is in UTF-8, with a limit to the size of one document: a device or a pipe may never end. */
final class DocumentText extends Reader {
    /** More than any object has: etcd takes 1.5 MiB, and YAML says the same in more characters than it does. */
    static final int MOST_CHARACTERS = 4_000_000;

    private static final int BEGINNING = 4096;
    private static final char BYTE_ORDER_MARK = '\ufeff';

    /** A document is longer than any object is. */
    static final class TooLongException extends IOException {
        private static final long serialVersionUID = 1;

        TooLongException(int most) {
            super("one document has more than " + most + " characters, which no object has");
        }
    }

    private final Reader text;
    private final int most;
    private int characters;
    /** What has been read and may have to be read again; the first of it was read after so many characters. */
    private final StringBuilder recorded = new StringBuilder();

    private long recordedFrom;
    private boolean recording;
    /** What is read before the rest of the text. */
    private Reader again = Reader.nullReader();

    /** @param most the characters that one document may have */
    DocumentText(InputStream bytes, int most) {
        this.most = most;
        text = new BufferedReader(new InputStreamReader(bytes, StandardCharsets.UTF_8.newDecoder()));
    }

    /** Whether the text, of which nothing has been read yet, may be JSON: it begins with a brace. */
    boolean isJson() throws IOException {
        text.mark(1);
        if (text.read() != BYTE_ORDER_MARK) {
            text.reset();
        }
        text.mark(BEGINNING);
        int character = text.read();
        for (int i = 1; i < BEGINNING && Character.isWhitespace(character); i++) {
            character = text.read();
        }
        text.reset();
        return character == '{';
    }

    /** Counts anew: what has been read so far belongs to documents that are complete. */
    void documentEnds() {
        characters = 0;
    }

    /** Keeps what is read from now on, before anything has been read, until it is committed. */
    void record() {
        recording = true;
    }

    /** What was read before so many characters won't be read again. */
    void forgetBefore(long offset) {
        if (recording) {
            recorded.delete(0, (int) (offset - recordedFrom));
            recordedFrom = offset;
        }
    }

    /** Nothing of what was read will be read again. */
    void commit() {
        recording = false;
        recorded.setLength(0);
    }

    /**
     * Gives what is recorded once more, and then the rest. Before it come as many empty lines and spaces as it takes for it to
     * begin at this position.
     */
    void rewind(Position position) {
        String before = "\n".repeat(position.line() - 1) + " ".repeat(position.column() - 1);
        again = new StringReader(before + recorded);
        characters = -before.length();
        commit();
    }

    @Override
    public int read(char[] buffer, int offset, int length) throws IOException {
        int read = readOrRepeat(buffer, offset, length);
        characters += Math.max(0, read);
        if (characters > most) {
            throw new TooLongException(most);
        }
        return read;
    }

    private int readOrRepeat(char[] buffer, int offset, int length) throws IOException {
        int repeated = again.read(buffer, offset, length);
        if (repeated > 0) {
            return repeated;
        }
        int read = text.read(buffer, offset, length);
        if (recording && read > 0) {
            recorded.append(buffer, offset, read);
        }
        return read;
    }

    @Override
    public void close() throws IOException {
        text.close();
    }
}
