package io.accelnet.cli.write;

import io.accelnet.api.v1alpha1.AccelNetVM;
import io.accelnet.cli.change.VmStep;
import io.accelnet.cli.scenario.BadRequestException;
import io.accelnet.operator.gather.kubevirt.KubeVirtVirtualMachine;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/**
 * Writes what single VMs need, for many VMs at a time. A request whose answer was lost is sent again by the client, and meets what it has
 * done itself: that is done, and no failure. If nothing says whether it is done, an {@link UnansweredException} does.
 */
final class VmWrite {
    /** So many requests are under way at a time: enough that a thousand VMs take seconds, and no more than kubectl's own burst. */
    private static final int AT_ONCE = 16;

    private final ObjectWriter writer;
    private final Semaphore requests = new Semaphore(AT_ONCE);

    VmWrite(ObjectWriter writer) {
        this.writer = writer;
    }

    private interface Request<T> {
        T send();
    }

    /** Makes an AccelNetVM, and answers it as it is stored. */
    AccelNetVM create(VmStep.Create step) throws InterruptedException {
        AccelNetVM body = step.body();
        try {
            return write(body, "made", () -> writer.create(body, AccelNetVM.class));
        } catch (KubernetesClientException e) {
            Optional<AccelNetVM> other =
                    Refusal.isAlreadyThere(e) ? inTurn(() -> writer.present(body)) : Optional.empty();
            if (other.isEmpty()) {
                throw e;
            }
            // Either the answer to our own request was lost and it was sent again, or somebody else was faster.
            if (!other.get().getSpec().equals(body.getSpec())) {
                throw new BadRequestException("somebody else has enabled it meanwhile: look at it, and try again");
            }
            return other.get();
        }
    }

    /** Changes an AccelNetVM, and answers it as it is stored. */
    AccelNetVM change(VmStep.Change step) throws InterruptedException {
        if (writer.dryRun() == DryRun.CLIENT) {
            return step.changed();
        }
        try {
            return write(step.present(), "changed", () -> writer.patch(step.present(), step.patch()));
        } catch (KubernetesClientException e) {
            return meanwhile(step.present(), e)
                    .filter(there -> step.settings().isAskedForBy(there.getSpec()))
                    .orElseThrow(() -> e);
        }
    }

    /** Changes labels of a VirtualMachine. */
    void relabel(VmStep.Relabel step) throws InterruptedException {
        KubeVirtVirtualMachine machine = step.machine();
        try {
            write(machine, "changed", () -> writer.patch(machine, step.patch()));
        } catch (KubernetesClientException e) {
            if (meanwhile(machine, e).filter(step::isDoneIn).isEmpty()) {
                throw e;
            }
        }
    }

    /** Deletes this very AccelNetVM. */
    void delete(AccelNetVM present) throws InterruptedException {
        write(present, "deleted", () -> {
            writer.delete(present);
            return present;
        });
    }

    /** The object as it is by now, if a change has come too late for it; empty if that can't be known. */
    private <T extends HasMetadata> Optional<T> meanwhile(T before, KubernetesClientException e)
            throws InterruptedException {
        return writer.dryRun() == DryRun.NONE && Refusal.isChangedMeanwhile(e)
                ? inTurn(() -> writer.present(before))
                        .filter(there -> Objects.equals(
                                there.getMetadata().getUid(),
                                before.getMetadata().getUid()))
                : Optional.empty();
    }

    private <T> T write(HasMetadata object, String done, Request<T> request) throws InterruptedException {
        try {
            return inTurn(request);
        } catch (KubernetesClientException e) {
            throw writer.mayHaveWritten(e)
                    ? new UnansweredException(
                            object.getKind() + " " + object.getMetadata().getName(), done, "accelnet get vms", e)
                    : e;
        }
    }

    private <T> T inTurn(Request<T> request) throws InterruptedException {
        requests.acquire();
        try {
            return request.send();
        } finally {
            requests.release();
        }
    }
}
