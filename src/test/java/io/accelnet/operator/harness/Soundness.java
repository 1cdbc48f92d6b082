package io.accelnet.operator.harness;

import io.accelnet.api.v1alpha1.AccelNetNode;
import io.accelnet.api.v1alpha1.Allocation;
import io.fabric8.kubernetes.client.CustomResource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What every version of a ledger must keep to, whoever wrote it. */
public final class Soundness {
    private Soundness() {}

    /** What breaks it. */
    public static List<String> check(CustomResource<?, ?> object) {
        if (!(object instanceof AccelNetNode node) || node.getStatus() == null) {
            return List.of();
        }
        List<String> faults = new ArrayList<>();
        Map<String, String> holders = new HashMap<>();
        for (Allocation allocation : node.getStatus().allocations()) {
            String function = lowerAscii(allocation.adapter()) + "/" + allocation.virtualFunction();
            @Nullable String other = holders.put(function, allocation.uid());
            if (other != null) {
                faults.add("%s of %s is in the hands of %s and %s"
                        .formatted(function, node.getMetadata().getName(), other, allocation.uid()));
            }
        }
        return faults;
    }

    /** As the schemas compare adapters: the Kelvin sign isn't a k. */
    private static String lowerAscii(String adapter) {
        return adapter.codePoints()
                .map(character -> character < 128 ? Character.toLowerCase(character) : character)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
