package io.accelnet.cli.manifest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.accelnet.cli.manifest.Document.Fault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads JSON object by object, one after another or in a List. */
final class JsonDocuments {
    private static final JsonFactory FACTORY = new JsonFactory();

    private final JsonParser parser;
    private final Consumer<Document> sink;
    private List<Fault> faults = new ArrayList<>();
    private Map<List<Object>, Integer> lines = new HashMap<>();

    private JsonDocuments(JsonParser parser, Consumer<Document> sink) {
        this.parser = parser;
        this.sink = sink;
    }

    /** Whether kubectl would take a text for JSON. */
    static boolean looksLikeJson(byte[] text) {
        for (byte each : text) {
            if (!Character.isWhitespace(each)) {
                return each == '{';
            }
        }
        return false;
    }

    /** Reads all objects of a text. */
    static void read(byte[] text, Consumer<Document> sink) {
        try (JsonParser parser = FACTORY.createParser(text)) {
            try {
                JsonDocuments reader = new JsonDocuments(parser, sink);
                while (parser.nextToken() != null) {
                    reader.root();
                }
            } catch (JsonProcessingException e) {
                int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
                String message = "no JSON: " + e.getOriginalMessage();
                sink.accept(new Document(null, line, path -> line, List.of(new Fault(line, message))));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void root() throws IOException {
        begin();
        int line = line();
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            emit(value(List.of()), line);
            return;
        }
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        boolean list = false;
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = parser.currentName();
            int at = line();
            if (parser.nextToken() == JsonToken.START_ARRAY && key.equals("items")) {
                list = true;
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    begin();
                    int start = line();
                    emit(value(List.of()), start);
                }
            } else {
                put(map, key, value(List.of(key)), List.of(key), at);
            }
        }
        if (!list) {
            emit(map, line);
        }
    }

    private void begin() {
        faults = new ArrayList<>();
        lines = new HashMap<>();
    }

    private void emit(@Nullable Object content, int line) {
        Map<List<Object>, Integer> known = lines;
        sink.accept(new Document(content, line, path -> lineOf(known, path, line), List.copyOf(faults)));
    }

    private static int lineOf(Map<List<Object>, Integer> known, List<Object> path, int otherwise) {
        for (int length = path.size(); length > 0; length--) {
            @Nullable Integer line = known.get(path.subList(0, length));
            if (line != null) {
                return line;
            }
        }
        return otherwise;
    }

    private @Nullable Object value(List<Object> path) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(path);
            case START_ARRAY -> array(path);
            case VALUE_STRING -> parser.getText();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NUMBER_INT ->
                parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
                        ? (Object) parser.getDoubleValue()
                        : (Object) parser.getLongValue();
            case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
            default -> null;
        };
    }

    private Map<String, @Nullable Object> object(List<Object> path) throws IOException {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = parser.currentName();
            int at = line();
            parser.nextToken();
            List<Object> way = longer(path, key);
            put(map, key, value(way), way, at);
        }
        return map;
    }

    private List<@Nullable Object> array(List<Object> path) throws IOException {
        List<@Nullable Object> list = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            List<Object> way = longer(path, list.size());
            lines.put(way, line());
            list.add(value(way));
        }
        return list;
    }

    private void put(
            Map<String, @Nullable Object> map, String key, @Nullable Object value, List<Object> path, int line) {
        if (map.containsKey(key)) {
            faults.add(new Fault(line, "key \"" + key + "\" already set in map"));
        }
        lines.put(path, line);
        map.put(key, value);
    }

    private static List<Object> longer(List<Object> path, Object step) {
        List<Object> longer = new ArrayList<>(path);
        longer.add(step);
        return longer;
    }

    private int line() {
        return parser.currentTokenLocation().getLineNr();
    }
}
