package io.accelnet.cli.manifest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads what manifests are mostly made of, many times faster than a parser for all of YAML does: maps and lists by indentation,
 * words and sentences of ASCII, quoted or not, that end where their line does, and lists of words in brackets. Whatever else
 * there is in a text, mistakes above all, makes it one that isn't plain; this says no more about it.
 */
final class PlainYaml {
    /** More than this, and it is no object for people. */
    private static final int DEEPEST = 64;

    private static final int LONGEST_KEY = 256;
    private static final String END_OF_DOCUMENT = "---";
    /** A List may be long, and is read object by object. */
    private static final String OBJECTS_OF_A_LIST = "items";

    /** The text isn't plain. */
    static final class NotPlainException extends Exception {
        private static final long serialVersionUID = 1;

        NotPlainException() {
            super("more of YAML than what is read fast", null, false, false);
        }
    }

    /**
     * A document that is a map.
     *
     * @param content the map
     * @param line the line of its first key, from 0
     */
    record Plain(Map<String, @Nullable Object> content, int line) {}

    private final String text;
    /** The first character of the current line that isn't a space, and the newline; both past the text at its end. */
    private int position;

    private int end = -1;
    private int column;
    private int line = -1;

    private PlainYaml(String text) {
        this.text = text;
    }

    /**
     * All documents of a text.
     *
     * @throws NotPlainException if it has to be read by somebody who knows all of YAML
     */
    static List<Plain> read(String text) throws NotPlainException {
        return new PlainYaml(text).documents();
    }

    private List<Plain> documents() throws NotPlainException {
        List<Plain> documents = new ArrayList<>();
        nextLine();
        while (!isAtEnd()) {
            if (isEndOfDocument()) {
                nextLine();
            }
            // A document of nothing is one, too, but it takes some thought to tell its number.
            require(column == 0 && !isEndOfDocument());
            int first = line;
            Map<String, @Nullable Object> content = map(0);
            require(isAtEnd() || isEndOfDocument());
            require(!content.containsKey(OBJECTS_OF_A_LIST));
            documents.add(new Plain(content, first));
        }
        return documents;
    }

    /** The map whose keys begin at a column, from where the first of them is. */
    private Map<String, @Nullable Object> map(int indentation) throws NotPlainException {
        require(indentation <= DEEPEST);
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        while (column == indentation && !isAtEnd() && !isEndOfDocument() && !isElement()) {
            int colon = endOfWord(position, end);
            require(colon > position && colon - position <= LONGEST_KEY && colon < end && text.charAt(colon) == ':');
            String key = text.substring(position, colon);
            require(!map.containsKey(key));
            if (colon + 1 == end) {
                nextLine();
                map.put(key, block(indentation));
            } else {
                require(text.charAt(colon + 1) == ' ');
                map.put(key, inline(colon + 2));
                nextLine();
                require(column <= indentation);
            }
        }
        return map;
    }

    /** What is below a key: a map that is indented more, or a list that is indented no less. */
    private Object block(int indentation) throws NotPlainException {
        require(!isAtEnd() && !isEndOfDocument());
        if (isElement()) {
            require(column >= indentation);
            return list(column);
        }
        require(column > indentation);
        return closed(map(column), indentation);
    }

    private List<@Nullable Object> list(int indentation) throws NotPlainException {
        List<@Nullable Object> list = new ArrayList<>();
        while (column == indentation && !isAtEnd() && !isEndOfDocument() && isElement()) {
            position += 2;
            column += 2;
            require(position < end && text.charAt(position) != ' ');
            int word = endOfWord(position, end);
            if (word > position && text.startsWith(":", word) && (word + 1 == end || text.charAt(word + 1) == ' ')) {
                list.add(closed(map(column), indentation));
            } else {
                list.add(inline(position));
                nextLine();
                require(column <= indentation);
            }
        }
        return closed(list, indentation);
    }

    /** Nothing follows that would belong to this, but not as it is indented. */
    private <T> T closed(T value, int indentation) throws NotPlainException {
        require(isAtEnd() || column <= indentation);
        return value;
    }

    /** A value that ends with the line. */
    private @Nullable Object inline(int from) throws NotPlainException {
        require(from < end);
        return switch (text.charAt(from)) {
            case '"', '\'' -> quoted(from);
            case '[' -> words(from);
            case '{' -> {
                require(text.startsWith("{}", from) && from + 2 == end);
                yield new LinkedHashMap<>();
            }
            default -> Scalars.resolve(sentence(from));
        };
    }

    private String quoted(int from) throws NotPlainException {
        char quote = text.charAt(from);
        require(end - from >= 2 && text.charAt(end - 1) == quote);
        for (int i = from + 1; i < end - 1; i++) {
            char each = text.charAt(i);
            require(isPrintable(each) && each != quote && each != '\\');
        }
        return text.substring(from + 1, end - 1);
    }

    /** Words with commas between them. */
    private List<@Nullable Object> words(int from) throws NotPlainException {
        List<@Nullable Object> words = new ArrayList<>();
        int last = end - 1;
        require(text.charAt(last) == ']');
        for (int i = from + 1; i < last; ) {
            int after = endOfWord(i, last);
            require(after > i);
            words.add(Scalars.resolve(text.substring(i, after)));
            i = after;
            if (i < last) {
                require(text.startsWith(", ", i));
                i += 2;
                require(i < last);
            }
        }
        return words;
    }

    /** Text without quotes. */
    private String sentence(int from) throws NotPlainException {
        require(isOfWord(text.charAt(from)) && text.charAt(from) != '-' && text.charAt(end - 1) != ' ');
        for (int i = from; i < end; i++) {
            switch (text.charAt(i)) {
                case '#' -> require(false);
                case ':' -> require(i + 1 < end && text.charAt(i + 1) != ' ');
                default -> require(isPrintable(text.charAt(i)));
            }
        }
        return text.substring(from, end);
    }

    private int endOfWord(int from, int limit) {
        int at = from;
        if (at < limit && text.charAt(at) != '-') {
            while (at < limit && isOfWord(text.charAt(at))) {
                at++;
            }
        }
        return at;
    }

    private static boolean isPrintable(char each) {
        return each >= ' ' && each <= '~';
    }

    private static boolean isOfWord(char each) {
        return (each >= 'a' && each <= 'z')
                || (each >= 'A' && each <= 'Z')
                || (each >= '0' && each <= '9')
                || each == '-'
                || each == '.'
                || each == '/'
                || each == '_';
    }

    private boolean isElement() {
        return text.startsWith("- ", position);
    }

    private boolean isEndOfDocument() {
        return column == 0 && end - position == END_OF_DOCUMENT.length() && text.startsWith(END_OF_DOCUMENT, position);
    }

    private boolean isAtEnd() {
        return position > text.length();
    }

    /** Goes to the next line that isn't empty or a comment. */
    private void nextLine() throws NotPlainException {
        do {
            int start = end + 1;
            if (start >= text.length()) {
                position = text.length() + 1;
                column = -1;
                return;
            }
            int newline = text.indexOf('\n', start);
            end = newline < 0 ? text.length() : newline;
            position = start;
            while (position < end && text.charAt(position) == ' ') {
                position++;
            }
            column = position - start;
            line++;
        } while (position == end || isComment());
    }

    private boolean isComment() throws NotPlainException {
        if (text.charAt(position) != '#') {
            return false;
        }
        for (int i = position; i < end; i++) {
            require(isPrintable(text.charAt(i)));
        }
        return true;
    }

    private static void require(boolean plain) throws NotPlainException {
        if (!plain) {
            throw new NotPlainException();
        }
    }
}
