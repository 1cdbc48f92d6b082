package io.accelnet.console.action;

import io.accelnet.api.v1alpha1.Performance;
import io.accelnet.cli.change.VmDirectory;
import io.accelnet.cli.change.VmMeant;
import io.accelnet.cli.change.VmName;
import io.accelnet.cli.change.VmSettings;
import io.accelnet.cli.change.VmStep;
import io.accelnet.cli.change.VmSteps;
import io.accelnet.cli.scenario.BadRequestException;
import io.accelnet.cli.write.ObjectWriter;
import io.accelnet.plan.Phrases;
import io.accelnet.plan.VmId;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/** Changes of VMs that somebody looks at, or has begun. */
public final class VmJobs {
    /** So many are remembered that are done: of earlier ones the tabs show what has become. */
    private static final int DONE_KEPT = 20;

    /** So many are remembered that nobody has begun: each has all the objects that were looked at. */
    private static final int FORESEEN_KEPT = 5;

    private static final String GATED =
            "Pods of VMs that aren't enabled wait at the gate: a VM that is stopped doesn't start on its"
                    + " pool again until it is enabled.";

    private final ClusterActions actions;
    private final Planning planning;
    private final Terminal terminal;
    private final Map<String, VmJob> jobs = new LinkedHashMap<>();

    /**
     * Those of this cluster.
     *
     * @param terminal where errors are told
     */
    public VmJobs(ClusterActions actions, Planning planning, Terminal terminal) {
        this.actions = actions;
        this.planning = planning;
        this.terminal = terminal;
    }

    /** Foresees what becomes of VirtualMachines that are enabled; answers the name of the job. */
    public String enable(Collection<VmId> vms, Performance level, String cluster) {
        return foresee(
                "Enable " + Phrases.count(vms.size(), "VM") + " with performance " + VmSteps.word(level)
                        + " in cluster " + cluster,
                "Enable " + Phrases.count(vms.size(), "VM"),
                steps(
                        vms,
                        true,
                        (decide, _) -> vms.stream()
                                .sorted()
                                .map(vm -> decide.enable(vm, VmSettings.of(level), cluster))
                                .toList()),
                Optional.empty());
    }

    /** Foresees what becomes of AccelNetVMs that get another level; answers the name of the job. */
    public String set(Collection<VmId> vms, Performance level) {
        return foresee(
                "Give " + Phrases.count(vms.size(), "VM") + " performance " + VmSteps.word(level),
                "Change " + Phrases.count(vms.size(), "VM"),
                steps(vms, false, (decide, directory) -> decide.set(accelNetVms(vms, directory), VmSettings.of(level))),
                Optional.empty());
    }

    /** Foresees what becomes of VMs whose AccelNetVMs these are, if they are disabled; answers the name of the job. */
    public String disable(Collection<VmId> vms) {
        List<VmStep> steps = steps(vms, false, (decide, directory) -> decide.disable(accelNetVms(vms, directory)));
        return foresee(
                "Disable " + Phrases.count(vms.size(), "VM")
                        + Phrases.agree(vms.size(), ": it loses its", ": they lose their") + " virtual functions",
                "Disable " + Phrases.count(vms.size(), "VM"),
                steps,
                steps.stream().anyMatch(VmStep.Disable.class::isInstance) && actions.isGated()
                        ? Optional.of(GATED)
                        : Optional.empty());
    }

    /** The AccelNetVMs of these very names, whatever VirtualMachines are called so. */
    private static List<VmMeant> accelNetVms(Collection<VmId> names, VmDirectory directory) {
        return directory.named(names.stream()
                .sorted()
                .map(name -> new VmName(name, VmName.Kind.ACCELNET_VM))
                .toList());
    }

    private List<VmStep> steps(
            Collection<VmId> vms, boolean withMachines, BiFunction<VmSteps, VmDirectory, List<VmStep>> decision) {
        if (vms.isEmpty()) {
            throw new BadRequestException("no VM is chosen: go back and choose some");
        }
        VmDirectory directory = actions.vms(
                vms.stream().map(VmId::namespace).collect(Collectors.toCollection(TreeSet::new)), withMachines);
        return decision.apply(new VmSteps(directory, ObjectWriter.FIELD_MANAGER, false), directory);
    }

    private String foresee(String title, String button, List<VmStep> steps, Optional<String> remark) {
        VmJob job = VmJob.foreseen(title, button, steps, remark, actions, planning, terminal);
        String name = UUID.randomUUID().toString();
        synchronized (jobs) {
            jobs.put(name, job);
            forget(VmJob.State.FORESEEN, FORESEEN_KEPT);
            forget(VmJob.State.DONE, DONE_KEPT);
        }
        return name;
    }

    /** Forgets the oldest in a state. One that is being done isn't forgotten: somebody may want to know how it goes. */
    private void forget(VmJob.State state, int kept) {
        List<String> names = jobs.entrySet().stream()
                .filter(job -> job.getValue().state() == state)
                .map(Map.Entry::getKey)
                .toList();
        names.stream().limit(Math.max(0, names.size() - kept)).forEach(jobs::remove);
    }

    /** The job of this name; empty if it isn't remembered. */
    public Optional<VmJob> job(String name) {
        synchronized (jobs) {
            return Optional.ofNullable(jobs.get(name));
        }
    }

    /** Begins to do the job of this name, unless that has been begun already; answers whether it is remembered. */
    public boolean start(String name) {
        // In between it could be forgotten, and nobody would see how it goes.
        synchronized (jobs) {
            Optional<VmJob> job = job(name);
            job.filter(VmJob::begin)
                    .ifPresent(begun -> Thread.ofVirtual().name("vm-job").start(begun::carryOut));
            return job.isPresent();
        }
    }

    /** What has to be known of each that is being done, if the console ends now. */
    public List<String> unfinished() {
        synchronized (jobs) {
            return jobs.values().stream()
                    .flatMap(job -> job.unfinished().stream())
                    .toList();
        }
    }
}
