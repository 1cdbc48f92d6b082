package io.accelnet.testing.controlplane;

import io.accelnet.testing.binaries.Binaries;
import io.accelnet.testing.binaries.Program;
import io.accelnet.testing.binaries.Progress;
import io.accelnet.testing.process.ChildProcess;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A genuine Kubernetes control plane of its own: etcd, kube-apiserver and kube-controller-manager as processes that
 * listen on loopback only, with RBAC on; and kube-scheduler, if a test asks for it. It ends with this JVM, whichever way that
 * ends, and leaves nothing behind.
 */
public final class ControlPlane implements AutoCloseable {

    private static final String ETCD = Program.ETCD.fileName();
    private static final String API_SERVER = Program.KUBE_APISERVER.fileName();
    private static final String CONTROLLER_MANAGER = Program.KUBE_CONTROLLER_MANAGER.fileName();
    private static final String SCHEDULER = Program.KUBE_SCHEDULER.fileName();

    /** A port can be taken by somebody else between our finding it free and the server's listening on it. */
    private static final int ATTEMPTS = 3;

    private final Progress progress;
    private final Etcd etcd;
    private final ApiServer apiServer;
    private final ControllerManager controllerManager;
    private final Workspace workspace = Workspace.create();
    private final Servers servers = new Servers(workspace);
    private final CertificateAuthority authority = new CertificateAuthority();
    private final KeyFiles keys = KeyFiles.write(workspace, authority);
    private final AtomicInteger kubeconfigs = new AtomicInteger();
    private final Path kubeconfig;

    private ControlPlane(Map<Program, Path> programs, Progress progress) {
        List<Integer> ports = Loopback.freePorts(3);
        this.progress = progress;
        this.etcd = new Etcd(program(programs, Program.ETCD), ports.get(0), ports.get(1));
        this.apiServer = new ApiServer(program(programs, Program.KUBE_APISERVER), ports.get(2));
        this.controllerManager = new ControllerManager(program(programs, Program.KUBE_CONTROLLER_MANAGER));
        this.kubeconfig = kubeconfigFor("admin", "system:masters");
    }

    /** Starts one, with programs that the environment has or that are got first. */
    public static ControlPlane start() throws InterruptedException {
        return start(System.err::println);
    }

    /** Starts one, and reports what goes on, which is much only if the programs have to be got first. */
    public static ControlPlane start(Progress progress) throws InterruptedException {
        return start(Binaries.ofEnvironment(progress).get(Program.CONTROL_PLANE), progress);
    }

    static ControlPlane start(Map<Program, Path> programs, Progress progress) throws InterruptedException {
        for (int attempt = 1; ; attempt++) {
            var controlPlane = new ControlPlane(programs, progress);
            try {
                controlPlane.startServers();
                return controlPlane;
            } catch (ControlPlaneException e) {
                controlPlane.close();
                if (!e.isPortTaken() || attempt == ATTEMPTS) {
                    throw e;
                }
            } catch (InterruptedException | RuntimeException e) {
                controlPlane.close();
                throw e;
            }
        }
    }

    private static Path program(Map<Program, Path> programs, Program program) {
        return Objects.requireNonNull(programs.get(program), program::fileName);
    }

    /** Of an administrator who may do anything. */
    public Path kubeconfig() {
        return kubeconfig;
    }

    /** Of anybody else, who may do what RBAC allows the user or one of the groups. */
    public Path kubeconfigFor(String user, String... groups) {
        var text = new Kubeconfig(apiServerUri(), authority.certificate(), authority.client(user, List.of(groups)));
        return workspace.write("kubeconfig-" + kubeconfigs.incrementAndGet(), text.text());
    }

    public URI apiServerUri() {
        return apiServer.uri();
    }

    /** Where the servers write their logs while they run, and where these stay if one of them fails. */
    public Path logs() {
        return workspace.logs();
    }

    /** Ends the API server as a crash would. What it has stored stays. */
    public void crashApiServer() {
        servers.crash(API_SERVER);
    }

    /** Starts the API server again, on the same port, and returns when it is ready. */
    public void startApiServer() throws InterruptedException {
        await(servers.start(API_SERVER, apiServer.command(etcd.uri(), keys)), apiServer.health());
    }

    public void restartApiServer() throws InterruptedException {
        crashApiServer();
        startApiServer();
    }

    /**
     * Starts kube-scheduler, for tests of where pods are placed. Nothing runs the pods: a test says itself that they do. It is
     * gone when this control plane is.
     */
    public void startScheduler() throws InterruptedException {
        Path executable =
                program(Binaries.ofEnvironment(progress).get(Set.of(Program.KUBE_SCHEDULER)), Program.KUBE_SCHEDULER);
        servers.start(SCHEDULER, new Scheduler(executable).command(kubeconfigFor("system:kube-scheduler")));
    }

    /** Ends kube-scheduler as a crash would: pods that wait for it wait until it is started again. */
    public void crashScheduler() {
        servers.crash(SCHEDULER);
    }

    private void startServers() throws InterruptedException {
        await(servers.start(ETCD, etcd.command(workspace.data("etcd"))), etcd.health());
        startApiServer();
        Path identity = kubeconfigFor("system:kube-controller-manager");
        servers.start(CONTROLLER_MANAGER, controllerManager.command(identity, keys));
    }

    private void await(ChildProcess server, URI health) throws InterruptedException {
        try (HttpClient client = Trust.client(authority.certificate())) {
            new Readiness(client).await(server, health);
        }
    }

    /** Ends the servers and removes their data; the logs stay if a server ended before it was told to. */
    @Override
    public void close() {
        List<ChildProcess> fallen = servers.fallen();
        servers.close();
        if (fallen.isEmpty()) {
            workspace.close();
        } else {
            workspace.closeKeepingLogs();
            fallen.forEach(server -> progress.report(
                    "%s ended by itself; the logs are kept in %s".formatted(server.name(), workspace.logs())));
        }
    }
}
