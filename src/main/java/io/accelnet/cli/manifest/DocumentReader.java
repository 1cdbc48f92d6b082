package io.accelnet.cli.manifest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.accelnet.cli.manifest.Document.Fault;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads YAML and JSON document by document, and of a List object by object, so that no more than one of them is kept. It goes by
 * Jackson's tokens, so that each field's position is known.
 *
 * <p>What begins with a brace may be either. As with kubectl it is JSON, unless its first or its second document can't be read as
 * that: then that document and all after it are YAML.
 */
final class DocumentReader {
    private static final JsonFactory JSON =
            JsonFactory.builder().disable(StreamReadFeature.AUTO_CLOSE_SOURCE).build();
    /** Most of JSON is YAML too; but tabs between tokens and some escapes are not. */
    private static final JsonFactory YAML = new KubectlYamlParser.Factory();

    /** A document can't grow by more than so many values by its aliases. */
    private static final int MOST_ALIASED = 100_000;

    private static final int DEEPEST = 200;
    private static final String OBJECTS_OF_A_LIST = "items";

    private final JsonParser parser;
    private final DocumentText text;
    private final Consumer<Document> sink;
    private final Map<String, @Nullable Object> anchors = new HashMap<>();
    private int aliased;
    /** Whether the document is a List, whose objects have been told one by one. */
    private boolean list;

    /** Documents of JSON that are complete, and where the last one ends. */
    private int complete;

    private Position end = new Position(1, 1);
    /** Whether it can't turn out to be YAML any more. */
    private boolean committed;

    private Positions positions = new Positions(new Position(1, 1));
    private List<Fault> faults = new ArrayList<>();

    private DocumentReader(JsonParser parser, DocumentText text, Consumer<Document> sink) {
        this.parser = parser;
        this.text = text;
        this.sink = sink;
        this.committed = parser instanceof KubectlYamlParser;
    }

    /**
     * Reads a file.
     *
     * @throws IOException if it can't be read to its end; what is wrong with the text is a fault in a document
     */
    static void read(InputStream bytes, Consumer<Document> sink) throws IOException {
        read(bytes, DocumentText.MOST_CHARACTERS, sink);
    }

    /**
     * Reads a file of which no document may have more than so many characters.
     *
     * @throws IOException if it can't be read to its end; what is wrong with the text is a fault in a document
     */
    static void read(InputStream bytes, int mostCharacters, Consumer<Document> sink) throws IOException {
        DocumentText text = new DocumentText(bytes, mostCharacters);
        try {
            boolean mayBeJson = text.isJson();
            Optional<Fault> noJson = mayBeJson ? json(text, sink) : Optional.empty();
            if (!mayBeJson || noJson.isPresent()) {
                yaml(text, sink, noJson);
            }
        } catch (CharacterCodingException e) {
            sink.accept(Document.unreadable(SyntaxFault.of(e, "YAML", new Position(1, 1))));
        }
    }

    /** Why the text, which is where it can't be read as JSON then, may be YAML; empty if it was JSON, right or wrong. */
    private static Optional<Fault> json(DocumentText text, Consumer<Document> sink) throws IOException {
        text.record();
        try (JsonParser parser = JSON.createParser(text)) {
            DocumentReader reader = new DocumentReader(parser, text, sink);
            try {
                reader.documents();
                return Optional.empty();
            } catch (IOException e) {
                Fault fault = SyntaxFault.of(e, "JSON", Position.of(parser.currentLocation()));
                if (!reader.committed && e instanceof JsonProcessingException) {
                    text.rewind(reader.end);
                    return Optional.of(fault);
                }
                sink.accept(Document.unreadable(fault));
                return Optional.empty();
            }
        }
    }

    /** @param noJson what is said, if it can't be read as YAML either */
    private static void yaml(DocumentText text, Consumer<Document> sink, Optional<Fault> noJson) throws IOException {
        try (JsonParser parser = YAML.createParser(text)) {
            DocumentReader reader = new DocumentReader(parser, text, sink);
            try {
                reader.documents();
            } catch (IOException e) {
                Fault fault = SyntaxFault.of(e, "YAML", Position.of(parser.currentLocation()));
                sink.accept(Document.unreadable(
                        noJson.filter(unread -> reader.complete == 0).orElse(fault)));
            }
        }
    }

    private void documents() throws IOException {
        while (parser.nextToken() != null) {
            anchors.clear();
            aliased = 0;
            begin();
            if (parser.currentToken() == JsonToken.START_OBJECT) {
                objectOrList();
            } else {
                @Nullable Object content = value(0);
                // A document of comments only isn't one.
                if (content != null || !faults.isEmpty()) {
                    emit(content);
                }
            }
            complete++;
            end = Position.of(parser.currentLocation());
            text.forgetBefore(parser.currentLocation().getCharOffset());
            if (complete > 1) {
                commit();
            }
        }
    }

    private void commit() {
        if (!committed) {
            committed = true;
            text.commit();
        }
    }

    private void objectOrList() throws IOException {
        list = false;
        Map<String, @Nullable Object> map = map(0, true);
        if (!list) {
            emit(map);
        } else if (!faults.isEmpty()) {
            emit(null);
        }
    }

    private void objects() throws IOException {
        Positions positionsOfTheList = positions;
        List<Fault> faultsOfTheList = faults;
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            begin();
            commit();
            emit(value(0));
        }
        positions = positionsOfTheList;
        faults = faultsOfTheList;
    }

    private void begin() {
        positions = new Positions(position());
        faults = new ArrayList<>();
    }

    private void emit(@Nullable Object content) {
        sink.accept(new Document(content, positions, List.copyOf(faults)));
        text.documentEnds();
    }

    private @Nullable Object value(int depth) throws IOException {
        if (depth > DEEPEST) {
            throw new JsonParseException(
                    parser,
                    "more than " + DEEPEST + " maps and lists inside of each other",
                    parser.currentTokenLocation());
        }
        if (parser instanceof KubectlYamlParser yaml) {
            yaml.fault().ifPresent(this::fault);
            if (yaml.isCurrentAlias()) {
                return aliased(parser.getText());
            }
        }
        Optional<String> anchor = Optional.ofNullable((String) parser.getObjectId());
        @Nullable Object value = switch (parser.currentToken()) {
            case START_OBJECT -> map(depth, false);
            case START_ARRAY -> list(depth);
            case VALUE_STRING -> parser.getText();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number();
            default -> null;
        };
        anchor.ifPresent(name -> anchors.put(name, value));
        return value;
    }

    /** On the way to the API server a whole number loses its fraction, as in 2.0, and its exponent. */
    private Object number() throws IOException {
        if (parser.currentToken() == JsonToken.VALUE_NUMBER_INT
                && parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER) {
            return parser.getLongValue();
        }
        double number = parser.getDoubleValue();
        if (Double.isInfinite(number)) {
            fault("a number that is too large: " + parser.getText());
        }
        return number == Math.rint(number) && Math.abs(number) < 0x1p63 ? (Object) (long) number : (Object) number;
    }

    private Map<String, @Nullable Object> map(int depth, boolean mayBeList) throws IOException {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        List<Runnable> merges = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            Position key = position();
            String name = parser.currentName();
            boolean merge = parser instanceof KubectlYamlParser yaml && yaml.isMergeKey();
            parser.nextToken();
            if (mayBeList && name.equals(OBJECTS_OF_A_LIST) && parser.currentToken() == JsonToken.START_ARRAY) {
                list = true;
                objects();
            } else if (merge) {
                @Nullable Object value = value(depth + 1);
                merges.add(() -> merge(map, value, key));
            } else {
                positions.add(depth, name, key);
                put(map, name, value(depth + 1), key);
            }
        }
        merges.forEach(Runnable::run);
        return map;
    }

    /** What is there stays, wherever the merge stands. */
    private void merge(Map<String, @Nullable Object> map, @Nullable Object value, Position key) {
        if (value instanceof Map<?, ?> other) {
            other.forEach((name, each) -> map.putIfAbsent(name.toString(), each));
        } else if (value instanceof List<?> others) {
            others.forEach(other -> merge(map, other, key));
        } else {
            faults.add(new Fault(key, "map merge requires map or sequence of maps as the value"));
        }
    }

    private void put(Map<String, @Nullable Object> map, String name, @Nullable Object value, Position key) {
        if (map.containsKey(name)) {
            faults.add(new Fault(key, "key \"" + name + "\" already set in map"));
        }
        map.put(name, value);
    }

    private List<@Nullable Object> list(int depth) throws IOException {
        List<@Nullable Object> list = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            positions.add(depth, list.size(), position());
            list.add(value(depth + 1));
        }
        return list;
    }

    private @Nullable Object aliased(String name) throws IOException {
        if (!anchors.containsKey(name)) {
            fault("unknown anchor '" + name + "' referenced");
            return null;
        }
        @Nullable Object copy = copy(anchors.get(name));
        if (aliased > MOST_ALIASED) {
            throw new JsonParseException(parser, "document contains excessive aliasing", parser.currentTokenLocation());
        }
        return copy;
    }

    private @Nullable Object copy(@Nullable Object value) {
        if (aliased++ > MOST_ALIASED) {
            return null;
        }
        return switch (value) {
            case Map<?, ?> map -> {
                Map<String, @Nullable Object> copy = new LinkedHashMap<>();
                map.forEach((key, each) -> copy.put(key.toString(), copy(each)));
                yield copy;
            }
            case List<?> list -> {
                List<@Nullable Object> copy = new ArrayList<>();
                list.forEach(each -> copy.add(copy(each)));
                yield copy;
            }
            case null -> null;
            default -> value;
        };
    }

    private void fault(String message) {
        faults.add(new Fault(position(), message));
    }

    private Position position() {
        return Position.of(parser.currentTokenLocation());
    }
}
