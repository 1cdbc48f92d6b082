package io.accelnet.testing.binaries;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** What hack/control-plane/get runs: gets programs, and prints where they are, in the order they were named. */
public final class GetBinaries {

    private GetBinaries() {}

    public static void main(String[] arguments) throws InterruptedException {
        List<Program> programs = arguments.length == 0
                ? List.of(
                        Program.ETCD,
                        Program.KUBE_APISERVER,
                        Program.KUBE_CONTROLLER_MANAGER,
                        Program.KUBE_SCHEDULER,
                        Program.KUBECTL)
                : Arrays.stream(arguments).map(GetBinaries::program).toList();
        try {
            Map<Program, Path> found =
                    Binaries.ofEnvironment(System.err::println).get(programs);
            programs.forEach(program -> System.out.println(found.get(program)));
        } catch (BinaryUnavailableException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    private static Program program(String name) {
        return Program.named(name).orElseThrow(() -> new IllegalArgumentException("no program " + name));
    }
}
