package io.accelnet.cli.manifest;

import io.accelnet.cli.manifest.Document.Fault;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.DocumentEndEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingEndEvent;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceEndEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Reads YAML document by document, and of a List object by object, so that no more than one of them is kept. It goes by the
 * parser's events, since a value's meaning is {@link Scalars}'.
 */
final class YamlDocuments {
    /** What aliases can blow a document up to. */
    private static final int MOST_ALIASED = 100_000;

    private final YamlLines lines;
    private final int firstLine;
    private final Consumer<Document> sink;
    private final Iterator<Event> events;
    private final Map<String, @Nullable Object> anchors = new HashMap<>();
    private List<Fault> faults = new ArrayList<>();
    private int document = -1;
    private int aliased;

    private YamlDocuments(String text, int firstLine, Consumer<Document> sink) {
        this.lines = new YamlLines(text);
        this.firstLine = firstLine;
        this.sink = sink;
        this.events = new Parse(settings()).parseString(text).iterator();
    }

    static LoadSettings settings() {
        return LoadSettings.builder().setCodePointLimit(Integer.MAX_VALUE).build();
    }

    /**
     * Reads all documents of a text.
     *
     * @param firstLine the number of its first line
     */
    static void read(String text, int firstLine, Consumer<Document> sink) {
        try {
            plain(PlainYaml.read(text), new YamlLines(text), firstLine, sink);
        } catch (PlainYaml.NotPlainException e) {
            parse(text, firstLine, sink);
        }
    }

    private static void plain(
            List<PlainYaml.Plain> documents, YamlLines lines, int firstLine, Consumer<Document> sink) {
        for (int i = 0; i < documents.size(); i++) {
            int number = i;
            PlainYaml.Plain plain = documents.get(i);
            sink.accept(new Document(
                    plain.content(),
                    firstLine + plain.line(),
                    path -> firstLine + lines.lineOf(number, List.of(), path),
                    List.of()));
        }
    }

    /** Reads a text that may have anything in it that YAML has, and mistakes. */
    static void parse(String text, int firstLine, Consumer<Document> sink) {
        YamlDocuments reader = new YamlDocuments(text, firstLine, sink);
        try {
            reader.stream();
        } catch (MarkedYamlEngineException e) {
            int line = e.getProblemMark().map(mark -> mark.getLine()).orElse(0) + firstLine;
            String problem = e.getProblem();
            sink.accept(new Document(null, line, path -> line, List.of(new Fault(line, "no YAML: " + problem))));
        } catch (YamlEngineException e) {
            sink.accept(new Document(
                    null, firstLine, path -> firstLine, List.of(new Fault(firstLine, "no YAML: " + e.getMessage()))));
        }
    }

    private void stream() {
        while (events.hasNext()) {
            Event event = events.next();
            if (event instanceof DocumentStartEvent) {
                document++;
                anchors.clear();
                aliased = 0;
                root(events.next());
            }
        }
    }

    private void root(Event event) {
        faults = new ArrayList<>();
        int line = line(event);
        if (event instanceof MappingStartEvent) {
            Map<String, @Nullable Object> map = new LinkedHashMap<>();
            boolean list = false;
            for (Event next = events.next(); !(next instanceof MappingEndEvent); next = events.next()) {
                String key = key(next);
                Event value = events.next();
                if (key.equals("items") && value instanceof SequenceStartEvent) {
                    list = true;
                    items();
                } else {
                    put(map, key, value(value), line(next));
                }
            }
            if (!list) {
                emit(map, line, List.of());
            } else if (!faults.isEmpty()) {
                emit(null, line, List.of());
            }
        } else {
            @Nullable Object content = value(event);
            // A document of comments only isn't one.
            if (content != null || !faults.isEmpty()) {
                emit(content, line, List.of());
            }
        }
        Event end = events.next();
        if (!(end instanceof DocumentEndEvent)) {
            throw new IllegalStateException("a document that doesn't end: " + end);
        }
    }

    private void items() {
        List<Fault> ofTheList = faults;
        int index = 0;
        for (Event next = events.next(); !(next instanceof SequenceEndEvent); next = events.next()) {
            faults = new ArrayList<>();
            emit(value(next), line(next), List.of("items", index++));
        }
        faults = ofTheList;
    }

    private void emit(@Nullable Object content, int line, List<Object> prefix) {
        int number = document;
        sink.accept(new Document(
                content, line, path -> firstLine + lines.lineOf(number, prefix, path), List.copyOf(faults)));
    }

    private @Nullable Object value(Event event) {
        @Nullable Object value = switch (event) {
            case ScalarEvent scalar -> scalar(scalar);
            case MappingStartEvent start -> mapping();
            case SequenceStartEvent start -> sequence();
            case AliasEvent alias -> aliased(alias);
            default -> throw new IllegalStateException("no value: " + event);
        };
        if (event instanceof CollectionStartEvent || event instanceof ScalarEvent) {
            ((NodeEvent) event).getAnchor().ifPresent(anchor -> anchors.put(anchor.getValue(), value));
        }
        return value;
    }

    private Map<String, @Nullable Object> mapping() {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        List<Runnable> merges = new ArrayList<>();
        for (Event next = events.next(); !(next instanceof MappingEndEvent); next = events.next()) {
            boolean merge = next instanceof ScalarEvent scalar
                    && scalar.isPlain()
                    && scalar.getValue().equals("<<");
            String key = key(next);
            int line = line(next);
            @Nullable Object value = value(events.next());
            if (merge) {
                merges.add(() -> merge(map, value, line));
            } else {
                put(map, key, value, line);
            }
        }
        merges.forEach(Runnable::run);
        return map;
    }

    /** What is there stays, wherever the merge stands. */
    private void merge(Map<String, @Nullable Object> map, @Nullable Object value, int line) {
        if (value instanceof Map<?, ?> other) {
            other.forEach((key, each) -> map.putIfAbsent(key.toString(), each));
        } else if (value instanceof List<?> others) {
            others.forEach(other -> merge(map, other, line));
        } else {
            faults.add(new Fault(line, "map merge requires map or sequence of maps as the value"));
        }
    }

    private void put(Map<String, @Nullable Object> map, String key, @Nullable Object value, int line) {
        if (map.containsKey(key)) {
            faults.add(new Fault(line, "key \"" + key + "\" already set in map"));
        }
        map.put(key, value);
    }

    private List<@Nullable Object> sequence() {
        List<@Nullable Object> list = new ArrayList<>();
        for (Event next = events.next(); !(next instanceof SequenceEndEvent); next = events.next()) {
            list.add(value(next));
        }
        return list;
    }

    private @Nullable Object aliased(AliasEvent alias) {
        String name = alias.getAlias().getValue();
        if (!anchors.containsKey(name)) {
            faults.add(new Fault(line(alias), "unknown anchor '" + name + "' referenced"));
            return null;
        }
        @Nullable Object copy = copy(anchors.get(name));
        if (aliased > MOST_ALIASED) {
            throw new YamlEngineException("document contains excessive aliasing");
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

    private String key(Event event) {
        if (event instanceof ScalarEvent scalar) {
            return scalar.getValue();
        }
        throw new YamlEngineException("line " + line(event) + ": a key has to be a string");
    }

    private @Nullable Object scalar(ScalarEvent scalar) {
        String tag = scalar.getTag().orElse("");
        if (tag.equals("tag:yaml.org,2002:str") || (tag.isEmpty() && scalar.getScalarStyle() != ScalarStyle.PLAIN)) {
            return scalar.getValue();
        }
        if (tag.isEmpty() || tag.matches("tag:yaml\\.org,2002:(bool|int|float|null)")) {
            return Scalars.resolve(scalar.getValue());
        }
        faults.add(new Fault(line(scalar), "a tag that manifests don't have: " + tag));
        return scalar.getValue();
    }

    private int line(Event event) {
        return firstLine + event.getStartMark().map(mark -> mark.getLine()).orElse(0);
    }
}
