package io.accelnet.cli;

import io.accelnet.cli.live.ConnectionOptions;
import io.accelnet.cli.live.PlannerOption;
import io.accelnet.cli.scenario.BadRequestException;
import io.accelnet.cli.terminal.Invocation;
import io.accelnet.cli.terminal.Version;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code accelnet console}. What it is made of is loaded only when it runs: no other verb starts later for it. */
@Command(
        name = "console",
        header = "Shows clusters, hosts and VMs on a web page of this machine, and changes them there.",
        description = {
            "",
            "It listens on loopback only, prints an address that lets one browser in, and opens it. The page has your own rights"
                    + " and no others. It shows what the other verbs show, live, and does what they do. Ctrl-C ends it.",
            ""
        },
        optionListHeading = "%nOptions:%n",
        exitCodeListHeading = "%nExit code:%n",
        exitCodeList = {"0:it was ended", "2:an option is wrong, or the cluster can't be read"},
        footerHeading = "%nExamples:%n",
        footer = {"  kubectl accelnet console", "  kubectl accelnet console --context east --no-browser"},
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false)
final class ConsoleCommand implements Callable<Integer> {
    private static final int LAST_PORT = 65535;

    private final Invocation invocation;

    @Option(
            names = "--port",
            paramLabel = "N",
            defaultValue = "0",
            description = "The port on 127.0.0.1. Default: any that is free.")
    int port;

    @Option(names = "--no-browser", description = "Print the address only, and open no browser.")
    boolean noBrowser;

    @Mixin
    PlannerOption plan = new PlannerOption();

    @Mixin
    ConnectionOptions connection = new ConnectionOptions();

    ConsoleCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() throws IOException {
        if (port < 0 || port > LAST_PORT) {
            throw new BadRequestException("--port " + port + ": a number from 0 to " + LAST_PORT + " is needed");
        }
        plan.check();
        connection.check();
        new ConsoleRun(invocation, connection, plan.planner()).until(port, !noBrowser);
        return 0;
    }
}
