package io.accelnet.operator.apply;

import io.fabric8.kubernetes.api.model.HasMetadata;

/**
 * Something that people want to read in an object's events.
 *
 * @param object the object, as it is stored since
 * @param warning whether it is bad news
 * @param reason why, in one word
 * @param message why, in a sentence
 */
public record Transition(HasMetadata object, boolean warning, String reason, String message) {}
