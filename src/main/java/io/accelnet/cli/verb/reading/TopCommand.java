package io.accelnet.cli.verb.reading;

import io.accelnet.cli.live.ClusterReader;
import io.accelnet.cli.live.LiveReader;
import io.accelnet.cli.live.WatchedObjects;
import io.accelnet.cli.scenario.BadRequestException;
import io.accelnet.cli.terminal.Invocation;
import io.accelnet.cli.terminal.Progress;
import io.accelnet.cli.terminal.Version;
import io.accelnet.cli.view.TopFrame;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code accelnet top}. */
@Command(
        name = "top",
        header = "Shows the virtual functions of clusters and nodes, live.",
        description = {
            "",
            "On a terminal the picture changes as soon as the operator writes another status, until Ctrl-C. Nodes that aren't up"
                    + " come first, then those that are used most.",
            ""
        },
        optionListHeading = "%nOptions:%n",
        exitCodeListHeading = "%nExit code:%n",
        exitCodeList = {"0:answered", "2:an option is wrong, or the cluster can't be read"},
        footerHeading = "%nExamples:%n",
        footer = {"  kubectl accelnet top", "  kubectl accelnet top --once --nodes 0"},
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false)
final class TopCommand extends ReadingVerb {
    private static final int NODES = 20;

    /** To the beginning of the screen, and nothing below what is written then. */
    private static final String HOME = "\033[H";

    private static final String CLEAR_REST = "\033[J";
    private static final String CLEAR_LINE = "\033[K";
    private static final String CLEAR = "\033[2J";

    @Option(names = "--once", description = "One picture. It is the default where the standard output is no terminal.")
    boolean once;

    @Option(
            names = "--nodes",
            paramLabel = "N",
            defaultValue = "20",
            description = "So many nodes; 0: all. Default: ${DEFAULT-VALUE}.")
    int nodes = NODES;

    TopCommand(Invocation invocation) {
        super(invocation);
    }

    @Override
    void check() {
        if (nodes < 0) {
            throw new BadRequestException("--nodes " + nodes + ": 0 or more is needed");
        }
    }

    @Override
    int answer(ClusterReader reader, Progress progress) throws IOException {
        if (once || !invocation().terminals().out() || !(reader instanceof LiveReader live)) {
            frame(reader).print(invocation().out(), invocation().colours());
            return 0;
        }
        progress.close();
        invocation().out().print(CLEAR);
        try (WatchedObjects watched = live.watch()) {
            watched.whenever(() -> draw(
                    () -> new TopFrame(invocation().clock().instant(), watched.clusters(), watched.nodes(), nodes)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return 0;
    }

    private TopFrame frame(ClusterReader reader) {
        return new TopFrame(invocation().clock().instant(), reader.clusters(), reader.nodes(), nodes);
    }

    /** In one piece, and over the picture before, so that nothing flickers. */
    private void draw(Supplier<TopFrame> frame) {
        StringWriter text = new StringWriter();
        frame.get().print(new PrintWriter(text), invocation().colours());
        invocation().out().print(HOME + text.toString().replace("\n", CLEAR_LINE + "\n") + CLEAR_REST);
        invocation().out().flush();
    }
}
