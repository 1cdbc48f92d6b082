package io.accelnet.testing.binaries;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/** A program that tests or the demo run. */
public enum Program {
    ETCD("etcd", "etcd", "go.etcd.io/etcd/server/v3", Duration.ofSeconds(40)),
    KUBE_APISERVER("kube-apiserver", "kubernetes", "k8s.io/kubernetes/cmd/kube-apiserver", Duration.ofMinutes(6)),
    KUBE_CONTROLLER_MANAGER(
            "kube-controller-manager",
            "kubernetes",
            "k8s.io/kubernetes/cmd/kube-controller-manager",
            Duration.ofSeconds(90)),
    KUBE_SCHEDULER("kube-scheduler", "kubernetes", "k8s.io/kubernetes/cmd/kube-scheduler", Duration.ofSeconds(60)),
    KUBECTL("kubectl", "kubernetes", "k8s.io/kubernetes/cmd/kubectl", Duration.ofSeconds(60)),
    HELM("helm", "helm", "helm.sh/helm/v4/cmd/helm", Duration.ofSeconds(210));

    /** What makes a control plane; the others are clients. */
    public static final Set<Program> CONTROL_PLANE = Set.of(ETCD, KUBE_APISERVER, KUBE_CONTROLLER_MANAGER);

    private final String fileName;
    private final String module;
    private final String goPackage;
    private final Duration coldBuild;

    Program(String fileName, String module, String goPackage, Duration coldBuild) {
        this.fileName = fileName;
        this.module = module;
        this.goPackage = goPackage;
        this.coldBuild = coldBuild;
    }

    /** The program of that name, if it is one of these. */
    public static Optional<Program> named(String fileName) {
        return Arrays.stream(values())
                .filter(program -> program.fileName.equals(fileName))
                .findFirst();
    }

    public String fileName() {
        return fileName;
    }

    /** The folder under hack/control-plane whose go.mod pins this program. */
    String module() {
        return module;
    }

    String goPackage() {
        return goPackage;
    }

    /** How long Go takes on 2 cores with nothing compiled yet; the Kubernetes programs share most of what they compile. */
    Duration coldBuild() {
        return coldBuild;
    }

    /** A kubectl of any version will do, so one that is installed is taken; the others must be the pinned ones. */
    boolean mayComeFromPath() {
        return this == KUBECTL;
    }
}
