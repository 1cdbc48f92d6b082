package io.accelnet.cli.verb.reading;

import io.accelnet.api.v1alpha1.AccelNetVM;
import io.accelnet.cli.live.ClusterReader;
import io.accelnet.cli.report.DocumentWriter;
import io.accelnet.cli.scenario.BadRequestException;
import io.accelnet.cli.terminal.Invocation;
import io.accelnet.cli.terminal.OptionNames;
import io.accelnet.cli.terminal.Progress;
import io.accelnet.cli.terminal.Version;
import io.accelnet.cli.view.VmListing;
import io.accelnet.operator.gather.kubevirt.KubeVirtVirtualMachine;
import io.accelnet.operator.gather.kubevirt.Listing;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code accelnet get vms}. */
@Command(
        name = "vms",
        header = "Shows VMs for which Accelerated Networking is enabled, or could be.",
        description = {
            "",
            "Enabled are those that have an AccelNetVM: with the level that they ask for and the one that they hold, their node,"
                    + " their virtual functions, and whether they have what they ask for, and why not. Disabled are KubeVirt's"
                    + " VirtualMachines that have SR-IOV interfaces and no AccelNetVM.",
            ""
        },
        optionListHeading = "%nOptions:%n",
        exitCodeListHeading = "%nExit code:%n",
        exitCodeList = {"0:answered", "2:an option is wrong, or the cluster can't be read"},
        footerHeading = "%nExamples:%n",
        footer = {
            "  kubectl accelnet get vms --cluster east -A",
            "  kubectl accelnet get vms --enabled --disabled",
            "  kubectl accelnet get vms --disabled -o name | kubectl accelnet vm enable - --performance Low"
        },
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false)
final class GetVmsCommand extends ReadingVerb {
    @Option(names = "--enabled", description = "Those that have an AccelNetVM. It is the default.")
    boolean enabled;

    @Option(names = "--disabled", description = "VirtualMachines with SR-IOV interfaces that have none.")
    boolean disabled;

    @Option(names = "--cluster", paramLabel = "NAME", description = "Only VMs of this AccelNetCluster.")
    @Nullable String cluster;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            defaultValue = "table",
            description =
                    "table; wide: with messages; name: NAMESPACE/NAME alone, as all verbs take it; json or yaml: all, for"
                            + " programs. Default: ${DEFAULT-VALUE}.")
    ListOutput output = ListOutput.table;

    GetVmsCommand(Invocation invocation) {
        super(invocation);
    }

    @Override
    void check() {
        OptionNames.notEmpty("--cluster", Optional.ofNullable(cluster).stream().toList());
        if (disabled && cluster != null) {
            throw new BadRequestException(
                    "--disabled and --cluster: one or the other, since a VM without an AccelNetVM belongs to no cluster");
        }
    }

    @Override
    int answer(ClusterReader reader, Progress progress) throws IOException {
        List<AccelNetVM> vms = reader.vms(reader.scope(), Optional.ofNullable(cluster));
        VmListing listing = new VmListing(
                enabled || !disabled ? VmListing.enabled(vms) : null,
                disabled ? VmListing.disabled(machines(reader), vms) : null);
        switch (output) {
            case table -> listing.print(invocation().out(), invocation().colours(), false, where(reader));
            case wide -> listing.print(invocation().out(), invocation().colours(), true, where(reader));
            case name -> listing.names().forEach(invocation().out()::println);
            case json -> new DocumentWriter(invocation().out()).json(listing);
            case yaml -> new DocumentWriter(invocation().out()).yaml(listing);
        }
        return 0;
    }

    private static String where(ClusterReader reader) {
        return reader.scope()
                .namespace()
                .map(name -> "namespace " + name + " (-A looks in all)")
                .orElse("any namespace");
    }

    private static List<KubeVirtVirtualMachine> machines(ClusterReader reader) {
        Listing<KubeVirtVirtualMachine> listing = reader.virtualMachines(reader.scope());
        listing.unknown().ifPresent(why -> {
            throw new BadRequestException("VirtualMachines can't be listed: " + why);
        });
        return listing.objects();
    }
}
