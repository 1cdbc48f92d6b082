package io.accelnet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.accelnet.cli.terminal.Invocation;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** What is offered where no cluster is needed. */
class CompletionTest {
    private static final Pattern WORDS = Pattern.compile("[A-Za-z]*[a-z][a-z-]*(\\|.*)?");

    @ParameterizedTest
    @CsvSource({
        "vm set web --port-policy, Any Different :4",
        "vm set web --unset, port-policy :4",
        "vm set web --performance, Low Medium High :4",
        "vm enable web --port-policy, Any Different :4",
        "set east --unset, additional-intent port-policy reserve selector queue-pairs unsupported-nodes"
                + " unsupported-adapters allowed-namespaces namespace-limit :4",
        "enable east --unsupported-nodes, Block Exclude :4",
        "disable east --wait, true false :4",
        "disable east --dry-run, none client server :4"
    })
    void offersTheWordsOfAnOption(String line, String offered) {
        assertThat(Shell.type("accelnet __complete " + line + " ''").out().lines())
                .containsExactly(offered.split(" "));
    }

    /** Those that name their words to people have them for the shell too. */
    @Test
    void everyOptionOfWordsOffersThem() {
        Map<String, OptionSpec> options = new TreeMap<>();
        collect("", Accelnet.commandLine(Invocation.of(System.in, System.out, System.err)), options);

        assertThat(options)
                .hasSizeGreaterThan(10)
                .allSatisfy((line, option) -> assertThat(
                                Shell.type("accelnet __complete" + line).out().lines())
                        .contains(
                                option.longestName() + "=" + option.paramLabel().split("\\|", -1)[0]));
    }

    private static void collect(String path, CommandLine line, Map<String, OptionSpec> options) {
        line.getCommandSpec().options().stream()
                .filter(option -> WORDS.matcher(option.paramLabel()).matches())
                .forEach(option -> options.put(path + " " + option.longestName() + "=", option));
        line.getSubcommands().forEach((name, sub) -> collect(path + " " + name, sub, options));
    }

    @Test
    void offersSubcommands() {
        assertThat(List.of(Shell.type("accelnet __complete vm ''").out().split("\n")))
                .hasSize(4)
                .last()
                .isEqualTo(":4");
    }
}
