package io.accelnet.cli.verb.reading;

import io.accelnet.api.v1alpha1.AccelNetVM;
import io.accelnet.api.v1alpha1.VirtualMachineRef;
import io.accelnet.cli.change.VmDirectory;
import io.accelnet.cli.change.VmName;
import io.accelnet.cli.live.ClusterReader;
import io.accelnet.cli.live.PlannedObjects;
import io.accelnet.cli.scenario.BadRequestException;
import io.accelnet.cli.scenario.SettledPlan;
import io.accelnet.cli.terminal.Invocation;
import io.accelnet.cli.terminal.Progress;
import io.accelnet.cli.terminal.Version;
import io.accelnet.cli.view.VmExplanation;
import io.accelnet.operator.gather.ClusterObjects;
import io.accelnet.operator.gather.Vms;
import io.accelnet.operator.gather.kubevirt.Listing;
import io.accelnet.plan.VmId;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code accelnet explain vm}. */
@Command(
        name = "vm",
        header = "Explains why a VM has what it has, and what would change that.",
        description = {
            "",
            "Makes the operator's plan for the objects as they are now, and shows all of the reasoning: each check, the"
                    + " arithmetic of the reserve, the failure that is worst for this VM with all its nodes, and all that would"
                    + " admit it. Nothing is changed.",
            ""
        },
        optionListHeading = "%nOptions:%n",
        exitCodeListHeading = "%nExit code:%n",
        exitCodeList = {
            "0:the VM has what it asks for",
            "1:it hasn't",
            "2:an option is wrong, there is no such VM, or the cluster can't be read"
        },
        footerHeading = "%nExamples:%n",
        footer = {"  kubectl accelnet explain vm web --namespace shop", "  kubectl accelnet explain vm shop/web"},
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false)
final class ExplainVmCommand extends PlanningVerb {
    @Parameters(
            paramLabel = "VM",
            description =
                    "The AccelNetVM, or the VirtualMachine that it is for: NAME, or NAMESPACE/NAME. Where a name could mean"
                            + " several, accelnetvm.accelnet.io/NAME says which.")
    String vm = "";

    @Mixin
    AnswerOptions format = new AnswerOptions();

    ExplainVmCommand(Invocation invocation) {
        super(invocation);
    }

    @Override
    int answer(ClusterReader reader, Progress progress) throws IOException {
        VmName wanted = reader.scope().vm(vm);
        PlannedObjects planned = planned(reader);
        List<AccelNetVM> meant = meant(wanted, planned.objects());
        VmId found = Vms.id(meant.getFirst());
        progress.at("planning");
        SettledPlan settled = planned.plan(planner(), invocation().clock().instant());
        if (!settled.plan().vms().containsKey(found)) {
            throw new BadRequestException("AccelNetVM " + found + " can't be read: kubectl describe shows it");
        }
        VmExplanation explanation = VmExplanation.of(found, settled);
        format.write(
                explanation,
                invocation().out(),
                () -> explanation.print(
                        settled, invocation().out(), invocation().colours()));
        progress.close();
        meant.stream().skip(1).forEach(other -> invocation().err().println(aside(other, wanted)));
        return explanation.allIsWell() ? 0 : 1;
    }

    /** The AccelNetVM that is meant, and behind it those that the name could mean too. */
    private static List<AccelNetVM> meant(VmName wanted, ClusterObjects objects) {
        List<AccelNetVM> meant = new VmDirectory(
                        objects.vms(), objects.kubeVirt().virtualMachines(), Listing.of(objects.clusters()))
                .couldBe(wanted);
        if (meant.isEmpty()) {
            throw new BadRequestException("there is no AccelNetVM " + wanted.id()
                    + (wanted.kind() == VmName.Kind.ACCELNET_VM ? "" : ", and none for a VirtualMachine of that name")
                    + ": accelnet get vms shows those that there are");
        }
        return meant;
    }

    private static String aside(AccelNetVM other, VmName wanted) {
        String machine = Optional.ofNullable(other.getSpec().virtualMachineRef())
                .map(VirtualMachineRef::name)
                .orElse("");
        VmName name = new VmName(Vms.id(other), VmName.Kind.ACCELNET_VM);
        return "AccelNetVM " + Vms.id(other)
                + (machine.equals(wanted.id().name())
                        ? " is for VirtualMachine " + machine + " too, and doesn't count: delete one of the two."
                        : " has that name too, and is another VM.")
                + " See explain vm " + name + " -n " + wanted.id().namespace() + ".";
    }
}
