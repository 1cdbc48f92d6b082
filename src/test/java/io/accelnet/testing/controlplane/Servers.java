package io.accelnet.testing.controlplane;

import io.accelnet.testing.process.ChildProcess;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The server processes of one control plane, by name. */
final class Servers implements AutoCloseable {

    /** A Ctrl-C goes to every process of a terminal, so they may end before we tell them: well, or by that signal. */
    private static final Set<Integer> ENDED_ON_REQUEST = Set.of(0, 128 + 2, 128 + 15);

    /** Little is stored, and collecting garbage as often as Go does by itself takes a tenth of a server's processor time. */
    private static final Map<String, String> ENVIRONMENT = Map.of("GOGC", "400", "GOMEMLIMIT", "1GiB");

    private final Workspace workspace;
    private final Map<String, ChildProcess> running = new LinkedHashMap<>();

    Servers(Workspace workspace) {
        this.workspace = workspace;
    }

    ChildProcess start(String name, List<String> command) {
        ChildProcess server = ChildProcess.start(name, command, workspace.data(""), ENVIRONMENT, workspace.log(name));
        running.put(name, server);
        return server;
    }

    /** Ends one of them as a crash would. */
    void crash(String name) {
        ChildProcess server = running.remove(name);
        if (server != null) {
            server.crash();
        }
    }

    /** Those that ended for a reason of their own. */
    List<ChildProcess> fallen() {
        return running.values().stream()
                .filter(server -> !server.isAlive() && !ENDED_ON_REQUEST.contains(server.exitStatus()))
                .toList();
    }

    /** Ends the newest first, since each lives on the one before it. */
    @Override
    public void close() {
        List.copyOf(running.values()).reversed().forEach(ChildProcess::close);
        running.clear();
    }
}
