/** The tabs: a class for each says which requests it answers, by which model and with which template. */
@NullMarked
package io.accelnet.console.tab;

import org.jspecify.annotations.NullMarked;
