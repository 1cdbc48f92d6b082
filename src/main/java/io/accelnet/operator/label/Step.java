package io.accelnet.operator.label;

import io.accelnet.api.v1alpha1.AccelNetVM;
import io.accelnet.api.v1alpha1.AccelNetVMSpec;
import io.accelnet.operator.gather.kubevirt.KubeVirtVirtualMachine;
import java.util.Optional;

/** Something that is to be done for the labels of one VirtualMachine. */
public sealed interface Step {
    /** The VirtualMachine. */
    KubeVirtVirtualMachine machine();

    /**
     * Its AccelNetVM shall be so.
     *
     * @param spec what it asks for
     * @param present the one that there is; empty: it is to be created
     */
    record Apply(KubeVirtVirtualMachine machine, AccelNetVMSpec spec, Optional<AccelNetVM> present) implements Step {}

    /**
     * The AccelNetVM that was made from its label shall go.
     *
     * @param present that one
     */
    record Delete(KubeVirtVirtualMachine machine, AccelNetVM present) implements Step {}

    /**
     * Its owner shall know why the labels aren't followed.
     *
     * @param warning whether only a change by somebody helps
     * @param reason why, in one word
     * @param message why, and what to do
     */
    record Tell(KubeVirtVirtualMachine machine, boolean warning, String reason, String message) implements Step {}
}
