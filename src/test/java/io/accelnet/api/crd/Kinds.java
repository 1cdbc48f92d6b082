package io.accelnet.api.crd;

import io.accelnet.api.v1alpha1.AccelNetCluster;
import io.accelnet.api.v1alpha1.AccelNetNode;
import io.accelnet.api.v1alpha1.AccelNetVM;
import io.accelnet.api.v1alpha1.NetworkIntent;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.CustomResource;
import java.lang.reflect.ParameterizedType;
import java.util.List;

/** The kinds that have a CRD. */
final class Kinds {
    static final List<Class<? extends CustomResource<?, ?>>> ALL =
            List.of(AccelNetCluster.class, AccelNetNode.class, AccelNetVM.class, NetworkIntent.class);

    private Kinds() {}

    static Class<?> spec(Class<?> kind) {
        return typeArgument(kind, 0);
    }

    static Class<?> status(Class<?> kind) {
        return typeArgument(kind, 1);
    }

    static Class<?> ofCrd(String crdName) {
        return ALL.stream()
                .filter(kind -> HasMetadata.getFullResourceName(kind).equals(crdName))
                .findFirst()
                .orElseThrow();
    }

    private static Class<?> typeArgument(Class<?> kind, int index) {
        return (Class<?>) ((ParameterizedType) kind.getGenericSuperclass()).getActualTypeArguments()[index];
    }
}
