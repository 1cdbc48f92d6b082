package io.accelnet.api.crd;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;

/**
 * A value of an enum.
 *
 * @param constant its name in Java
 * @param wireName its name in documents
 */
record EnumValue(String constant, String wireName) {
    static List<EnumValue> of(Class<?> type) {
        List<EnumValue> values = new ArrayList<>();
        for (Field field : type.getFields()) {
            if (field.isEnumConstant()) {
                values.add(new EnumValue(
                        field.getName(), field.getAnnotation(JsonProperty.class).value()));
            }
        }
        return values;
    }
}
