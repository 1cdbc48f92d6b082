package io.accelnet.plan.snapshot;

/**
 * The facts of a node besides its adapters.
 *
 * @param operatingSystem the operating system's family
 * @param osImage the operating system's name as the host reports it; empty when not known
 * @param kernelVersion the kernel's version; empty when not known
 * @param hyperthreading whether hyperthreading is on
 * @param failoverClusterMember whether it is a member of a functioning failover cluster
 * @param virtualizationEnabled whether virtualization is switched on in the BIOS
 * @param azureArcManaged whether Azure Arc manages it
 * @param validSubscription whether it has a valid subscription
 * @param networkHudRunning whether Network HUD runs on it
 */
public record HostFacts(
        OperatingSystem operatingSystem,
        String osImage,
        String kernelVersion,
        Fact hyperthreading,
        Fact failoverClusterMember,
        Fact virtualizationEnabled,
        Fact azureArcManaged,
        Fact validSubscription,
        Fact networkHudRunning) {
    /** The family of an operating system. */
    public enum OperatingSystem {
        LINUX,
        WINDOWS
    }
}
