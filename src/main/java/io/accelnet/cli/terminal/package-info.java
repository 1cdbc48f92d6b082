/**
 * What every run of a command has around it, whatever it is about: its streams and what of them is a terminal, progress, a question, the
 * version, and names in options that can't be meant.
 */
@NullMarked
package io.accelnet.cli.terminal;

import org.jspecify.annotations.NullMarked;
