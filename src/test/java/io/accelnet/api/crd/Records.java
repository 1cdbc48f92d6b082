package io.accelnet.api.crd;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.util.List;

/** What reflection says of a component. */
final class Records {
    private Records() {}

    static Class<?> valueType(RecordComponent component) {
        return component.getGenericType() instanceof ParameterizedType list && component.getType() == List.class
                ? (Class<?>) list.getActualTypeArguments()[0]
                : component.getType();
    }
}
