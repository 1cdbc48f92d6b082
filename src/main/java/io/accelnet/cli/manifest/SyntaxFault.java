package io.accelnet.cli.manifest;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.accelnet.cli.manifest.Document.Fault;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.reader.ReaderException;

/** Says in a sentence why a text can't be read on. */
final class SyntaxFault {
    private SyntaxFault() {}

    /**
     * What is wrong with the text.
     *
     * @param failure what the parser throws
     * @param format what the text should be: YAML or JSON
     * @param position how far it has been read
     * @throws IOException the failure, if nothing is wrong with the text, but it can't be got
     */
    static Fault of(IOException failure, String format, Position position) throws IOException {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            switch (cause) {
                case DocumentText.TooLongException tooLong -> {
                    return new Fault(position, tooLong.getMessage() + ": is this a file of manifests?");
                }
                case CharacterCodingException wrong -> {
                    return new Fault(position, "no text in UTF-8: is this a file of manifests?");
                }
                case ReaderException wrong -> {
                    return new Fault(
                            position,
                            "no %s: it has the character U+%04X, which no text has: is this a file of manifests?"
                                    .formatted(format, wrong.getCodePoint()));
                }
                case MarkedYAMLException wrong -> {
                    Position marked = Optional.ofNullable(wrong.getProblemMark())
                            .map(SyntaxFault::position)
                            .orElse(position);
                    return new Fault(marked, "no " + format + ": " + wrong.getProblem());
                }
                case JsonProcessingException wrong -> {}
                case IOException other -> throw other;
                default -> {}
            }
        }
        if (failure instanceof JsonProcessingException wrong) {
            Position at =
                    Optional.ofNullable(wrong.getLocation()).map(Position::of).orElse(position);
            return new Fault(at, "no " + format + ": " + wrong.getOriginalMessage());
        }
        throw failure;
    }

    private static Position position(Mark mark) {
        return new Position(mark.getLine() + 1, mark.getColumn() + 1);
    }
}
