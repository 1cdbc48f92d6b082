package io.accelnet.cli.manifest;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
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

        TooLongException() {
            super("one document has more than " + MOST_CHARACTERS + " characters, which no object has");
        }
    }

    private final Reader text;
    private int characters;

    DocumentText(InputStream bytes) {
        text = new BufferedReader(new InputStreamReader(bytes, StandardCharsets.UTF_8.newDecoder()));
    }

    /** Whether kubectl would take the text, of which nothing has been read yet, for JSON: it begins with a brace. */
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

    @Override
    public int read(char[] buffer, int offset, int length) throws IOException {
        int read = text.read(buffer, offset, length);
        characters += Math.max(0, read);
        if (characters > MOST_CHARACTERS) {
            throw new TooLongException();
        }
        return read;
    }

    @Override
    public void close() throws IOException {
        text.close();
    }
}
