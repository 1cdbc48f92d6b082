package io.accelnet.console.model;

import io.accelnet.cli.report.Mark;
import io.accelnet.cli.write.VmOutcome;
import io.accelnet.console.action.VmJob;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A change of VMs: what would become of them, or has.
 *
 * @param name the job's name
 * @param title what is done
 * @param button what does it
 * @param state how far it is
 * @param size how many VMs it is about
 * @param told of how many it is known how it goes
 * @param sum how many VMs end how
 * @param rows some of them: first those that don't get what is asked for, each by name
 * @param trouble why it can't be foreseen or done; empty if it can
 * @param remark what should be known besides
 */
public record JobView(
        String name,
        String title,
        String button,
        VmJob.State state,
        int size,
        int told,
        String sum,
        List<Row> rows,
        Optional<String> trouble,
        Optional<String> remark) {
    /** Nobody reads more; the sum counts all. */
    private static final int ROWS = 200;

    /**
     * A VM.
     *
     * @param vm its name
     * @param mark whether it gets what is asked for
     * @param word how it goes
     * @param words more about it
     */
    public record Row(String vm, Mark mark, String word, String words) {
        private static Row of(VmOutcome outcome) {
            return new Row(
                    outcome.vm().toString(),
                    outcome.kind().mark(),
                    outcome.kind().word(),
                    outcome.words());
        }
    }

    /** How a job stands. */
    public static JobView of(String name, VmJob job) {
        // It is asked first: who sees that it is done sees all that was done.
        VmJob.State state = job.state();
        List<VmOutcome> outcomes = List.copyOf(job.outcomes().values());
        Map<VmOutcome.Kind, Integer> counts = new EnumMap<>(VmOutcome.Kind.class);
        outcomes.forEach(outcome -> counts.merge(outcome.kind(), 1, Integer::sum));
        return new JobView(
                name,
                job.title(),
                job.button(),
                state,
                job.size(),
                outcomes.size(),
                counts.entrySet().stream()
                        .map(each -> each.getValue() + " " + each.getKey().word())
                        .collect(Collectors.joining(", ")),
                outcomes.stream()
                        .sorted(Comparator.comparing(outcome -> outcome.kind().isGood()))
                        .limit(ROWS)
                        .map(Row::of)
                        .toList(),
                job.trouble(),
                job.remark());
    }

    /** Whether somebody can have it done. */
    public boolean canStart() {
        return state == VmJob.State.FORESEEN;
    }

    /** How it stands, in a sentence. */
    public String progress() {
        return switch (state) {
            case FORESEEN -> "Nothing is changed yet. What would become of them: " + sum + ".";
            case RUNNING -> told + " of " + size + " done" + (sum.isEmpty() ? "" : ": " + sum) + ".";
            case DONE -> "Done: " + (sum.isEmpty() ? "nothing" : sum) + ".";
        };
    }
}
