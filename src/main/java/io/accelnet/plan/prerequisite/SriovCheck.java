package io.accelnet.plan.prerequisite;

import io.accelnet.plan.outcome.Finding.Truth;
import io.accelnet.plan.outcome.Reason;
import io.accelnet.plan.snapshot.AdapterSnapshot;
import io.accelnet.plan.snapshot.AdapterSnapshot.SriovSupport;
import io.accelnet.plan.snapshot.Fact;
import io.accelnet.plan.snapshot.HostFacts.OperatingSystem;
import io.accelnet.plan.snapshot.NodeSnapshot;
import java.util.Optional;

/**
 * The check documented as {@code Sriov_support_*}: an adapter of the intent must give virtual functions. The last part of the code
 * is what the adapter's driver reports of SR-IOV.
 */
public final class SriovCheck {
    private SriovCheck() {}

    /** Checks an adapter that the node has. */
    public static CheckResult check(NodeSnapshot node, AdapterSnapshot adapter) {
        return defect(node, adapter)
                .map(defect -> failed(node, adapter.name(), defect))
                .orElseGet(() -> CheckResult.passed(node.name()).of(adapter.name()));
    }

    /** Whether an adapter that the node has passes. */
    public static boolean passes(NodeSnapshot node, AdapterSnapshot adapter) {
        return defect(node, adapter).isEmpty();
    }

    /** Whether an adapter that the node has passes, as long as it has any virtual function. */
    public static boolean advertises(NodeSnapshot node, AdapterSnapshot adapter) {
        return defectBesidesNumber(node, adapter).isEmpty();
    }

    private static Optional<Defect> defect(NodeSnapshot node, AdapterSnapshot adapter) {
        return defectBesidesNumber(node, adapter).or(() -> defectOfNumber(node, adapter));
    }

    /** A port that could have virtual functions and has none is of no use, whatever its driver supports. */
    private static Optional<Defect> defectOfNumber(NodeSnapshot node, AdapterSnapshot adapter) {
        if (adapter.usableFunctions() > 0) {
            return Optional.empty();
        }
        if (adapter.virtualFunctions() > 0) {
            return Optional.of(Defect.ALL_LEFT_OUT);
        }
        return Optional.of(
                node.host().operatingSystem() == OperatingSystem.WINDOWS
                        ? Defect.NO_FUNCTIONS_ON_WINDOWS
                        : Defect.NO_FUNCTIONS_ON_LINUX);
    }

    private static Optional<Defect> defectBesidesNumber(NodeSnapshot node, AdapterSnapshot adapter) {
        if (adapter.support() != SriovSupport.SUPPORTED) {
            return Optional.of(Defect.of(adapter.support()));
        }
        if (adapter.sriovEnabled() == Fact.NO) {
            return Optional.of(Defect.SWITCHED_OFF);
        }
        return node.host().virtualizationEnabled() == Fact.NO
                ? Optional.of(Defect.NO_VIRTUALIZATION)
                : Optional.empty();
    }

    /** The failure of an adapter that the intent names and the node doesn't have. */
    static CheckResult missing(NodeSnapshot node, String adapter) {
        return failed(node, adapter, Defect.ABSENT);
    }

    private static CheckResult failed(NodeSnapshot node, String adapter, Defect defect) {
        return new CheckResult(
                node.name(),
                Optional.of(adapter),
                Truth.FALSE,
                defect.reason,
                "Adapter " + adapter + " cannot be enabled for Accelerated Networking because " + defect.because
                        + ". On node " + node.name() + ": " + defect.remedy.replace("{0}", adapter) + ".",
                defect.reason.wire());
    }

    private enum Defect {
        UNKNOWN(
                Reason.SRIOV_SUPPORT_UNKNOWN,
                "it is not advertising SR-IOV Support",
                "make sure that the hardware supports SR-IOV and that I/O virtualization is enabled in the BIOS"),
        SWITCHED_OFF(
                Reason.SRIOV_SUPPORT_UNKNOWN,
                "it is not advertising SR-IOV Support",
                "SR-IOV is switched off on the adapter, switch it on"),
        NO_VIRTUALIZATION(
                Reason.SRIOV_SUPPORT_UNKNOWN,
                "it is not advertising SR-IOV Support",
                "virtualization is disabled in the BIOS, enable it"),
        NO_FUNCTIONS_ON_LINUX(
                Reason.SRIOV_SUPPORT_UNKNOWN,
                "it is not advertising SR-IOV Support",
                "it has no virtual functions; make some by writing their number to"
                        + " /sys/class/net/{0}/device/sriov_numvfs, or by numVfs in a SriovNetworkNodePolicy of the SR-IOV"
                        + " network operator, then state it in virtualFunctions of the adapter in the AccelNetNode"),
        NO_FUNCTIONS_ON_WINDOWS(
                Reason.SRIOV_SUPPORT_UNKNOWN,
                "it is not advertising SR-IOV Support",
                "it has no virtual functions; make some with Set-NetAdapterSriov -Name \"{0}\" -NumVFs and their number,"
                        + " then state it in virtualFunctions of the adapter in the AccelNetNode"),
        ALL_LEFT_OUT(
                Reason.SRIOV_SUPPORT_UNKNOWN,
                "it is not advertising SR-IOV Support",
                "excludedVirtualFunctions of the adapter in the AccelNetNode leaves out every virtual function that it has,"
                        + " take some back or leave the node out"),
        ABSENT(
                Reason.SRIOV_SUPPORT_UNKNOWN,
                "it is not advertising SR-IOV Support",
                "spec.adapters of the AccelNetNode has no adapter of this name; add the name to the altNames of the port that"
                        + " has another name there, or add the adapter, or leave the node out"),
        MISSING_ACS(
                Reason.SRIOV_SUPPORT_MISSING_ACS,
                "it is in a PCIe slot that does not support Access Control Services (ACS)",
                "move the device to another PCIe slot, or ask the hardware's vendor"),
        MISSING_PF_DRIVER(
                Reason.SRIOV_SUPPORT_MISSING_PF_DRIVER,
                "the device driver does not support SR-IOV",
                "update the driver"),
        NO_BUS_RESOURCES(
                Reason.SRIOV_SUPPORT_NO_BUS_RESOURCES,
                "there are not enough PCI Express bus numbers available",
                "no remedy is known; use another adapter, or leave the node out"),
        NO_IO_MMU_SUPPORT(
                Reason.SRIOV_SUPPORT_NO_IO_MMU_SUPPORT,
                "the system has no I/O memory management unit (IOMMU) to use with it",
                "enable the IOMMU (VT-d or AMD-Vi) in the BIOS and in the operating system"),
        NO_VF_BAR_SPACE(
                Reason.SRIOV_SUPPORT_NO_VF_BAR_SPACE,
                "there is no address space left for the memory of its virtual functions",
                "enable memory-mapped I/O above 4 GB in the BIOS, or lower the number of virtual functions"),
        NO_OSC_SUPPORT(
                Reason.SRIOV_SUPPORT_NO_OSC_SUPPORT,
                "the firmware does not hand control of PCI Express to the operating system (_OSC)",
                "update the firmware, or enable native PCI Express control in the BIOS");

        private final Reason reason;
        private final String because;
        private final String remedy;

        Defect(Reason reason, String because, String remedy) {
            this.reason = reason;
            this.because = because;
            this.remedy = remedy;
        }

        static Defect of(SriovSupport support) {
            return switch (support) {
                case SUPPORTED ->
                    throw new IllegalArgumentException("nothing is wrong with an adapter that supports it");
                case UNKNOWN -> UNKNOWN;
                case MISSING_ACS -> MISSING_ACS;
                case MISSING_PF_DRIVER -> MISSING_PF_DRIVER;
                case NO_BUS_RESOURCES -> NO_BUS_RESOURCES;
                case NO_IO_MMU_SUPPORT -> NO_IO_MMU_SUPPORT;
                case NO_VF_BAR_SPACE -> NO_VF_BAR_SPACE;
                case NO_OSC_SUPPORT -> NO_OSC_SUPPORT;
            };
        }
    }
}
