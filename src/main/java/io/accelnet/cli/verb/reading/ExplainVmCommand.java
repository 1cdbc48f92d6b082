package io.accelnet.cli.verb.reading;

import io.accelnet.api.v1alpha1.AccelNetVM;
import io.accelnet.api.v1alpha1.VirtualMachineRef;
import io.accelnet.cli.live.ClusterReader;
import io.accelnet.cli.live.PlannedObjects;
import io.accelnet.cli.scenario.BadRequestException;
import io.accelnet.cli.scenario.SettledPlan;
import io.accelnet.cli.terminal.Invocation;
import io.accelnet.cli.terminal.Progress;
import io.accelnet.cli.terminal.Version;
import io.accelnet.cli.view.VmExplanation;
import io.accelnet.plan.Planner;
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
            description = "The AccelNetVM, or the VirtualMachine that it is for: NAME, or NAMESPACE/NAME.")
    String vm = "";

    @Mixin
    AnswerOptions format = new AnswerOptions();

    ExplainVmCommand(Invocation invocation) {
        super(invocation);
    }

    @Override
    int answer(ClusterReader reader, Progress progress) throws IOException {
        VmId wanted = reader.scope().vm(vm);
        PlannedObjects planned = planned(reader);
        VmId found = find(wanted, planned.objects().vms());
        progress.at("planning");
        SettledPlan settled = planned.plan(new Planner(), invocation().clock().instant());
        if (!settled.plan().vms().containsKey(found)) {
            throw new BadRequestException("AccelNetVM " + found + " can't be read: kubectl describe shows it");
        }
        VmExplanation explanation = VmExplanation.of(found, settled);
        format.write(
                explanation,
                invocation().out(),
                () -> explanation.print(
                        settled, invocation().out(), invocation().colours()));
        return explanation.allIsWell() ? 0 : 1;
    }

    private static VmId find(VmId wanted, List<AccelNetVM> vms) {
        List<AccelNetVM> there = vms.stream()
                .filter(one -> wanted.namespace().equals(one.getMetadata().getNamespace()))
                .toList();
        return there.stream()
                .filter(one -> wanted.name().equals(one.getMetadata().getName()))
                .findFirst()
                .or(() -> there.stream()
                        .filter(one -> Optional.ofNullable(one.getSpec().virtualMachineRef())
                                .map(VirtualMachineRef::name)
                                .filter(wanted.name()::equals)
                                .isPresent())
                        .findFirst())
                .map(one -> new VmId(wanted.namespace(), one.getMetadata().getName()))
                .orElseThrow(() -> new BadRequestException("there is no AccelNetVM " + wanted
                        + ", and none for a VirtualMachine of that name: accelnet get vms shows those that there are"));
    }
}
