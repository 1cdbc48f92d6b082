package io.accelnet.console.page;

import gg.jte.Content;
import java.util.Optional;

/**
 * A part of a page that follows the cluster: the page asks for it again every few seconds, and gets it only if it is another one.
 *
 * @param path where the page asks
 * @param digest what the page has
 * @param trouble why the part may be out of date; empty if it isn't
 * @param content the part
 */
public record Live(String path, String digest, Optional<String> trouble, Content content) {}
