package io.accelnet.console.action;

/**
 * A setting that would change, in words.
 *
 * @param then what it would be
 * @param now what it is
 */
public record SettingsDifference(String then, String now) {}
