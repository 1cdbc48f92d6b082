package io.accelnet.console.model;

import io.accelnet.plan.VmId;
import java.util.List;
import java.util.Set;

/**
 * What somebody wants to see of a list of VMs, and has chosen there.
 *
 * @param words what is looked for
 * @param lackingOnly whether only VMs are shown that lack something
 * @param page which page
 * @param shown the rows that are on the screen and stay there, in their order; empty: those of the page as it is now
 * @param chosen the VMs that are chosen, on whatever page
 * @param all whether these are all that are found, whichever that are
 */
public record VmView(String words, boolean lackingOnly, int page, List<VmId> shown, Set<VmId> chosen, boolean all) {
    public VmView {
        shown = List.copyOf(shown);
        chosen = Set.copyOf(chosen);
    }

    /** The same with these VMs chosen. */
    public VmView choosing(Set<VmId> vms) {
        return new VmView(words, lackingOnly, page, shown, vms, all);
    }
}
