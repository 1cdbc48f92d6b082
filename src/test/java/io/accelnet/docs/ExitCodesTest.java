package io.accelnet.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.accelnet.cli.Shell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the exit codes mean is said in the same words by the command's help and by the pages. */
class ExitCodesTest {
    private static final Pattern CODE = Pattern.compile("(\\d) +(.+)");

    @Test
    void thePagesSayWhatTheHelpSays() throws IOException {
        String help = Shell.type("accelnet plan --help").out();
        String section = help.substring(help.indexOf("Exit code:"), help.indexOf("Examples:"));
        List<String> meanings = CODE.matcher(section.replaceAll("\\n {6,}", " "))
                .results()
                .map(code -> "| " + code.group(1) + " | " + code.group(2) + " |")
                .toList();

        assertThat(meanings).hasSize(4);
        assertThat(Files.readString(Path.of("docs/plan.md"))).contains(meanings);
        assertThat(Files.readString(Path.of("README.md")))
                .contains("The exit code is 0 if " + meanings.getFirst().replaceAll("\\| 0 \\| (.*) \\|", "$1") + ".");
    }

    /** A row for each verb, with what 0 and 1 mean; several verbs may share one. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "get",
                "get vms",
                "status",
                "prereq",
                "explain vm",
                "drain-check",
                "fail",
                "unmanaged",
                "top",
                "console",
                "enable",
                "set",
                "disable",
                "vm enable",
                "vm set",
                "vm disable"
            })
    void thePageOfTheVerbsSaysWhatTheirHelpSays(String verb) throws IOException {
        String help = Shell.type("accelnet " + verb + " --help").out();
        String section = help.substring(help.indexOf("Exit code:"), help.indexOf("Examples:"));
        List<String> meanings = CODE.matcher(section.replaceAll("\\n {6,}", " "))
                .results()
                .filter(code -> !code.group(1).equals("2"))
                .map(code -> code.group(2))
                .toList();

        assertThat(Files.readAllLines(Path.of("docs/verbs.md")).stream()
                        .filter(line -> line.startsWith("|") && line.split("\\|", -1)[1].contains("`" + verb + "`")))
                .anySatisfy(line -> assertThat(line).contains(meanings));
    }
}
