package io.accelnet.console.page;

/**
 * A tab among the others.
 *
 * @param path where it is
 * @param title its title
 * @param current whether it is the one that is shown
 */
public record Link(String path, String title, boolean current) {}
