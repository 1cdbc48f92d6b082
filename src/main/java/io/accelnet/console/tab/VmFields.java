package io.accelnet.console.tab;

import io.accelnet.console.model.VmView;
import io.accelnet.plan.VmId;
import io.javalin.http.Context;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** Reads from a request what somebody wants to see of a list of VMs, and has chosen there. */
final class VmFields {
    private VmFields() {}

    /**
     * What is wanted.
     *
     * @param found all VMs that are looked for, for somebody who chooses all of them
     */
    static VmView view(Context request, Function<VmView, List<VmId>> found) {
        String words = Fields.text(request, "q");
        boolean lackingOnly = Fields.flag(request, "lacking");
        int to = Fields.number(request, "to");
        boolean sameSearch =
                words.equals(Fields.text(request, "shownQ")) && lackingOnly == Fields.flag(request, "shownLacking");
        boolean steady = to == 0 && !Fields.flag(request, "fresh") && sameSearch;
        int page = to > 0 ? to : sameSearch ? Fields.number(request, "page") : 1;
        boolean all = Fields.flag(request, "all") && !Fields.flag(request, "none");
        VmView view = new VmView(
                words,
                lackingOnly,
                page,
                steady ? Fields.vms(request, "row") : List.of(),
                // Of another search other VMs are found, which nobody has chosen: those that were found stay chosen.
                all && !sameSearch ? chosen(request, found) : chosen(request),
                all && sameSearch);
        return view.all() ? view.choosing(Set.copyOf(found.apply(view))) : view;
    }

    /**
     * The VMs that are chosen, for something to be done with them: all that are found are those that were looked for when they were chosen.
     *
     * @param found all VMs that are looked for
     */
    static Set<VmId> chosen(Context request, Function<VmView, List<VmId>> found) {
        return Fields.flag(request, "all")
                ? Set.copyOf(found.apply(new VmView(
                        Fields.text(request, "shownQ"),
                        Fields.flag(request, "shownLacking"),
                        1,
                        List.of(),
                        Set.of(),
                        true)))
                : chosen(request);
    }

    private static Set<VmId> chosen(Context request) {
        return Fields.flag(request, "none") ? Set.of() : Set.copyOf(Fields.vms(request, "vm"));
    }
}
