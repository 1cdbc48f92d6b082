package io.accelnet.operator.runtime;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Optional;
import java.util.function.Function;

/** Notes what the watch of a kind says of coming and going. */
record Vanishing(Function<HasMetadata, Optional<String>> token, Departures departures) {
    void came(HasMetadata object) {
        token.apply(object).ifPresent(departures::returned);
    }

    void went(HasMetadata object) {
        token.apply(object).ifPresent(departures::note);
    }
}
