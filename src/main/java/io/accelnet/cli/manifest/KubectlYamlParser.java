package io.accelnet.cli.manifest;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.ObjectCodec;
import com.fasterxml.jackson.core.io.IOContext;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.io.Reader;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.MappingEndEvent;
import org.yaml.snakeyaml.events.ScalarEvent;

/** Jackson's YAML parser, for which scalars, as values and as keys, mean what they mean to kubectl. */
final class KubectlYamlParser extends YAMLParser {
    private static final String TAG = "tag:yaml.org,2002:";

    private boolean mergeKey;
    private Optional<String> fault = Optional.empty();

    private KubectlYamlParser(
            IOContext context, int features, int yamlFeatures, LoaderOptions options, ObjectCodec codec, Reader text) {
        super(context, features, yamlFeatures, options, codec, text);
    }

    /** Makes such parsers. */
    static final class Factory extends YAMLFactory {
        private static final long serialVersionUID = 1;

        @Override
        protected YAMLParser _createParser(Reader text, IOContext context) {
            LoaderOptions options = new LoaderOptions();
            // DocumentText has the limit, which counts each object of a List by itself.
            options.setCodePointLimit(Integer.MAX_VALUE);
            return new KubectlYamlParser(context, _parserFeatures, _yamlParserFeatures, options, _objectCodec, text);
        }
    }

    /** Whether the current token is the key whose value is merged into the map around it. */
    boolean isMergeKey() {
        return mergeKey;
    }

    /** What is wrong with the current scalar. */
    Optional<String> fault() {
        return fault;
    }

    @Override
    protected @Nullable Event getEvent() throws IOException {
        @Nullable Event event = super.getEvent();
        mergeKey = false;
        fault = Optional.empty();
        boolean key = _parsingContext.inObject() && currentToken() != JsonToken.FIELD_NAME;
        return key && !(event instanceof MappingEndEvent) ? key(event) : event;
    }

    /** Keys are strings in the end: yes is "true", and 0x10 is "16". */
    private Event key(@Nullable Event event) throws IOException {
        @Nullable Object value = event instanceof ScalarEvent scalar ? value(scalar) : null;
        if (!(event instanceof ScalarEvent scalar) || value == null) {
            _lastEvent = event;
            throw new JsonParseException(this, "a key has to be a string", currentTokenLocation());
        }
        mergeKey = scalar.isPlain() && scalar.getValue().equals("<<");
        String name = value instanceof Double number ? Scalars.key(number) : value.toString();
        return name.equals(scalar.getValue())
                ? scalar
                : new ScalarEvent(
                        scalar.getAnchor(),
                        scalar.getTag(),
                        scalar.getImplicit(),
                        name,
                        scalar.getStartMark(),
                        scalar.getEndMark(),
                        scalar.getScalarStyle());
    }

    @Override
    protected JsonToken _decodeScalar(ScalarEvent scalar) {
        // Jackson tells the anchors of maps and lists only.
        _currentAnchor = scalar.getAnchor();
        _textValue = scalar.getValue();
        return switch (value(scalar)) {
            case null -> JsonToken.VALUE_NULL;
            case Boolean bool -> bool ? JsonToken.VALUE_TRUE : JsonToken.VALUE_FALSE;
            case Long number -> {
                _numberLong = number;
                _numTypesValid = NR_LONG;
                yield JsonToken.VALUE_NUMBER_INT;
            }
            case Double number -> {
                _numberDouble = number;
                _numTypesValid = NR_DOUBLE;
                yield JsonToken.VALUE_NUMBER_FLOAT;
            }
            default -> JsonToken.VALUE_STRING;
        };
    }

    private @Nullable Object value(ScalarEvent scalar) {
        String text = scalar.getValue();
        @Nullable String tag = scalar.getTag();
        if (tag == null) {
            return scalar.isPlain() ? plain(text) : text;
        }
        return switch (tag) {
            case TAG + "str", TAG + "timestamp" -> text;
            case TAG + "null", TAG + "bool", TAG + "int", TAG + "float" -> tagged(text, tag.substring(TAG.length()));
            default -> {
                fault = Optional.of("a tag that manifests don't have: " + tag);
                yield text;
            }
        };
    }

    private @Nullable Object plain(String text) {
        if (Scalars.isNoNumber(text)) {
            fault = Optional.of("unsupported value: " + text);
        }
        return Scalars.resolve(text);
    }

    private @Nullable Object tagged(String text, String type) {
        @Nullable Object value = Scalars.resolve(text);
        boolean right = switch (type) {
            case "null" -> value == null;
            case "bool" -> value instanceof Boolean;
            case "int" -> value instanceof Long;
            default -> value instanceof Number;
        };
        if (!right) {
            fault = Optional.of("cannot decode `" + text + "` as a !!" + type);
        }
        return value;
    }
}
