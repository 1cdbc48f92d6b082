package io.accelnet.cli.live;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KubernetesResourceList;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Listable;
import java.net.HttpURLConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Lists in pages, as kubectl does: neither the API server nor this has all of a large list in its hands at once as it was sent. */
final class Pages {
    private static final long PAGE = 500;

    private Pages() {}

    /**
     * All that is listed here, each as it is to be kept.
     *
     * @param labels the label selector; empty: whatever its labels
     * @param keep makes what is kept of an object
     */
    static <T extends HasMetadata, K> List<K> all(
            Listable<? extends KubernetesResourceList<T>> listed, Optional<String> labels, Function<T, K> keep) {
        List<K> kept = new ArrayList<>();
        @Nullable String next = null;
        do {
            KubernetesResourceList<T> page;
            try {
                page = listed.list(
                        options(labels).withLimit(PAGE).withContinue(next).build());
            } catch (KubernetesClientException e) {
                if (e.getCode() != HttpURLConnection.HTTP_GONE || next == null) {
                    throw e;
                }
                // The API server has forgotten the state that the pages so far were of. Whatever is listed anew is of
                // one state.
                kept.clear();
                page = listed.list(options(labels).build());
            }
            page.getItems().forEach(object -> kept.add(keep.apply(object)));
            next = page.getMetadata().getContinue();
        } while (next != null && !next.isEmpty());
        return kept;
    }

    private static ListOptionsBuilder options(Optional<String> labels) {
        return new ListOptionsBuilder().withLabelSelector(labels.orElse(null));
    }
}
