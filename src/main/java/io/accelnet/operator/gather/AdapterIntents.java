package io.accelnet.operator.gather;

import io.accelnet.api.v1alpha1.AdapterIntent;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** From which intents network adapters have their virtual functions. */
public final class AdapterIntents {
    private AdapterIntents() {}

    /** By network adapter. */
    static Map<String, String> read(@Nullable List<AdapterIntent> said) {
        if (said == null) {
            return Map.of();
        }
        Map<String, String> intents = new HashMap<>();
        said.forEach(each -> intents.putIfAbsent(each.networkAdapter(), each.intentName()));
        return intents;
    }

    /** In the order of the network adapters' names. */
    public static List<AdapterIntent> write(Map<String, String> intents) {
        return new TreeMap<>(intents)
                .entrySet().stream()
                        .map(each -> new AdapterIntent(each.getKey(), each.getValue()))
                        .toList();
    }
}
