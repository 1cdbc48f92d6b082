package io.accelnet.testing.invariant;

import io.fabric8.kubernetes.api.model.HasMetadata;

/**
 * A version of an object. The API server numbers the versions of all objects together, so that they have an order.
 *
 * @param number its place in that order
 * @param object the object as it was then
 * @param isGone whether the object was deleted with it
 */
record Version(long number, HasMetadata object, boolean isGone) {
    static Version of(HasMetadata object, boolean isGone) {
        return new Version(Long.parseLong(object.getMetadata().getResourceVersion()), object, isGone);
    }

    Key key() {
        return Key.of(object);
    }
}
