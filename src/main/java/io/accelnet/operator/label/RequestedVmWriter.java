package io.accelnet.operator.label;

import io.accelnet.api.v1alpha1.AccelNetVM;
import io.accelnet.operator.apply.Failures;
import io.accelnet.plan.Phrases;
import io.fabric8.kubernetes.api.model.DeleteOptions;
import io.fabric8.kubernetes.api.model.DeleteOptionsBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.StatusCause;
import io.fabric8.kubernetes.api.model.StatusDetails;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Writes and deletes the AccelNetVMs that labels ask for. Before each write it asks the API server who made the one that is there: the
 * cache may not know it yet, and doesn't keep field managers.
 */
final class RequestedVmWriter {
    private static final int TOO_MANY_REQUESTS = 429;
    private static final String NAMESPACE_TERMINATING = "NamespaceTerminating";

    /** How a write ended. */
    sealed interface Result {
        /** It is as it shall be. */
        record Done() implements Result {}

        /** It is to be deleted, and was made by a person: it is left alone. */
        record LeftAlone() implements Result {}

        /** Somebody has it otherwise, and has to be told. */
        record Hindered(Step.Tell why) implements Result {}

        /** The API server doesn't take it from us. */
        record Refused(String why) implements Result {}

        /** Nobody knows, or it is passing: to be tried again. */
        record Unanswered(String why) implements Result {}
    }

    private final KubernetesClient client;
    private final BooleanSupplier leads;

    /**
     * A writer through this client.
     *
     * @param leads whether this is the operator that writes; asked right before each write
     */
    RequestedVmWriter(KubernetesClient client, BooleanSupplier leads) {
        this.client = client;
        this.leads = leads;
    }

    Result apply(Step.Apply step) {
        AccelNetVM body = RequestedVm.body(step);
        return attempt(step, () -> {
            @Nullable AccelNetVM stored = client.resource(body).get();
            if (stored != null && !RequestedVm.isMade(stored)) {
                return taken(step, stored);
            }
            if (!leads.getAsBoolean()) {
                return notSent();
            }
            // Not by force: a field that a person has set stays theirs.
            AccelNetVM applied = client.resource(body)
                    .fieldManager(RequestedVm.FIELD_MANAGER)
                    .serverSideApply();
            List<String> differences = RequestedVm.differences(applied, step);
            return differences.isEmpty() ? new Result.Done() : keptOtherwise(step, differences);
        });
    }

    Result delete(Step.Delete step) {
        return attempt(step, () -> {
            @Nullable AccelNetVM stored = client.resource(step.present()).get();
            if (stored == null) {
                return new Result.Done();
            }
            if (!RequestedVm.isMade(stored)) {
                return new Result.LeftAlone();
            }
            if (!leads.getAsBoolean()) {
                return notSent();
            }
            client.raw(path(stored), "DELETE", preconditions(stored.getMetadata()));
            return new Result.Done();
        });
    }

    /** The label may have changed while the answer was on its way, which only whoever leads now has seen. */
    private static Result notSent() {
        return new Result.Unanswered("this operator doesn't lead any more");
    }

    private static Result.Hindered taken(Step step, AccelNetVM stored) {
        String name = step.machine().getMetadata().getName();
        return new Result.Hindered(
                LabelledVirtualMachines.taken(step.machine(), name, RequestedVm.names(stored, name)));
    }

    /** What others have applied stays when the operator leaves it out, and would be written at every look, for nothing. */
    private static Result.Hindered keptOtherwise(Step step, List<String> differences) {
        return new Result.Hindered(new Step.Tell(
                step.machine(),
                true,
                "AccelNetVMConflict",
                "The labels aren't followed to the end: AccelNetVM "
                        + step.machine().getMetadata().getName()
                        + " was written as they say, and somebody else keeps it otherwise in "
                        + Phrases.list(differences)
                        + ". Have whoever applied that leave it out, or take it out of the AccelNetVM."));
    }

    /** Whatever has become of it since it was looked at, nothing else is deleted. */
    private static DeleteOptions preconditions(ObjectMeta looked) {
        return new DeleteOptionsBuilder()
                .withApiVersion("v1")
                .withKind("DeleteOptions")
                .withNewPreconditions(looked.getResourceVersion(), looked.getUid())
                .build();
    }

    private static String path(AccelNetVM vm) {
        return "/apis/" + vm.getApiVersion() + "/namespaces/" + vm.getMetadata().getNamespace() + "/"
                + HasMetadata.getPlural(AccelNetVM.class) + "/"
                + vm.getMetadata().getName();
    }

    private interface Request {
        Result send();
    }

    private static Result attempt(Step step, Request request) {
        try {
            return request.send();
        } catch (KubernetesClientException e) {
            return failure(step, e);
        } catch (RuntimeException e) {
            // An answer that can't be read is none, and holds up no other VM.
            return new Result.Unanswered(Failures.describe(e));
        }
    }

    private static Result failure(Step step, KubernetesClientException e) {
        String why = Failures.describe(e);
        int code = e.getCode();
        if (code == HttpURLConnection.HTTP_CONFLICT && step instanceof Step.Apply) {
            return new Result.Hindered(new Step.Tell(
                    step.machine(),
                    true,
                    "AccelNetVMConflict",
                    "The labels aren't followed, since somebody else has set a field of AccelNetVM "
                            + step.machine().getMetadata().getName()
                            + ": " + why + ". Set it back, or set the labels to the same."));
        }
        if (step instanceof Step.Delete && code == HttpURLConnection.HTTP_NOT_FOUND) {
            return new Result.Done();
        }
        boolean refused = code >= HttpURLConnection.HTTP_BAD_REQUEST
                && code < HttpURLConnection.HTTP_INTERNAL_ERROR
                && code != TOO_MANY_REQUESTS
                && code != HttpURLConnection.HTTP_CONFLICT
                && code != HttpURLConnection.HTTP_CLIENT_TIMEOUT;
        return refused && !isOfTerminatingNamespace(e) ? new Result.Refused(why) : new Result.Unanswered(why);
    }

    /** It passes: with the namespace go the VirtualMachine and its label. */
    private static boolean isOfTerminatingNamespace(KubernetesClientException e) {
        return Optional.ofNullable(e.getStatus())
                .map(status -> status.getDetails())
                .map(StatusDetails::getCauses)
                .orElse(List.of())
                .stream()
                .map(StatusCause::getReason)
                .anyMatch(reason -> Objects.equals(NAMESPACE_TERMINATING, reason));
    }
}
