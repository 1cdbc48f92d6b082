package io.accelnet.cli.change;

import io.accelnet.api.v1alpha1.AccelNetVM;
import io.accelnet.plan.VmId;

/** What somebody means who names or describes a VM that is to be changed or disabled. */
public sealed interface VmMeant {
    /** As people are told of it. */
    VmId said();

    /**
     * This AccelNetVM, whatever other ones are for its VirtualMachine.
     *
     * @param vm the AccelNetVM
     */
    record ByAccelNetVm(VmId said, AccelNetVM vm) implements VmMeant {
        /** By its own name. */
        ByAccelNetVm(AccelNetVM vm) {
            this(VmDirectory.id(vm), vm);
        }
    }

    /** The VirtualMachine of this name, for which there is no AccelNetVM; there may be no VirtualMachine either. */
    record ByVirtualMachine(VmId said) implements VmMeant {}

    /**
     * None that anybody could tell.
     *
     * @param why why, and what to do
     */
    record Unclear(VmId said, String why) implements VmMeant {}
}
