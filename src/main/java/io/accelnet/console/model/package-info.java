/**
 * What each tab of the console shows, as values that templates write: made from the views of the command's verbs, by nothing but functions
 * of what is known.
 */
@NullMarked
package io.accelnet.console.model;

import org.jspecify.annotations.NullMarked;
