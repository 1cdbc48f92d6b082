package io.accelnet.console.model;

import io.accelnet.plan.VmId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * A page of a list of VMs, of which some are chosen. Rows that somebody sees keep their places: who would click on one of them mustn't
 * meet another one.
 *
 * @param rows the rows on the screen
 * @param moved whether the page would have other rows, if it was made anew
 * @param page the page as it is now
 * @param elsewhere chosen VMs that have no row here
 * @param chosen how many VMs are chosen
 */
public record VmTable<R>(List<Row<R>> rows, boolean moved, Slice<R> page, List<VmId> elsewhere, int chosen) {
    /** So many rows are on a page. */
    static final int ROWS = 50;

    /**
     * A row.
     *
     * @param key what is shown in it, and what is changed if it is chosen: the AccelNetVM, or the VirtualMachine of a VM that has none
     * @param facts what is known of it; empty if it is no longer in this list
     * @param chosen whether it is chosen
     */
    public record Row<R>(VmId key, Optional<R> facts, boolean chosen) {
        /** The id of its element, which is also looked for by {@code #id}. Names have no underscores. */
        public String id() {
            return "choose-" + key.toString().replace("/", "_s").replace(".", "_d");
        }
    }

    /**
     * Reads the facts of VMs.
     *
     * @param key what is unique to it
     * @param text what can be looked for
     * @param lacks whether it lacks something
     */
    record Reading<R>(Function<R, VmId> key, Function<R, String> text, Predicate<R> lacks) {}

    /** The page of this list that somebody wants to see. */
    static <R> VmTable<R> of(List<R> all, Reading<R> reading, VmView view) {
        Slice<R> page = Slice.of(matching(all, reading, view), view.page(), ROWS, all.size());
        List<VmId> fresh = page.rows().stream().map(reading.key()).toList();
        boolean moved = !view.shown().isEmpty() && !view.shown().equals(fresh);
        List<Row<R>> rows = moved
                ? kept(all, reading, view)
                : page.rows().stream()
                        .map(vm -> row(reading.key().apply(vm), vm, view))
                        .toList();
        Set<VmId> here = rows.stream().map(Row::key).collect(Collectors.toSet());
        return new VmTable<>(
                rows,
                moved,
                page,
                view.chosen().stream().filter(vm -> !here.contains(vm)).sorted().toList(),
                view.chosen().size());
    }

    /** The names of all VMs that somebody looks for, on whatever page. */
    static <R> List<VmId> found(List<R> all, Reading<R> reading, VmView view) {
        return matching(all, reading, view).stream().map(reading.key()).toList();
    }

    private static <R> List<R> matching(List<R> all, Reading<R> reading, VmView view) {
        Search search = new Search(view.words());
        return all.stream()
                .filter(vm -> !view.lackingOnly() || reading.lacks().test(vm))
                .filter(vm -> search.finds(reading.text().apply(vm)))
                .toList();
    }

    private static <R> Row<R> row(VmId key, R vm, VmView view) {
        return new Row<>(key, Optional.of(vm), view.chosen().contains(key));
    }

    private static <R> List<Row<R>> kept(List<R> all, Reading<R> reading, VmView view) {
        Set<VmId> shown = new TreeSet<>(view.shown());
        Map<VmId, R> present = all.stream()
                .filter(vm -> shown.contains(reading.key().apply(vm)))
                .collect(Collectors.toMap(reading.key(), Function.identity(), (first, _) -> first));
        return view.shown().stream()
                .map(key -> Optional.ofNullable(present.get(key))
                        .map(vm -> row(key, vm, view))
                        .orElseGet(() -> new Row<>(key, Optional.empty(), false)))
                .toList();
    }
}
