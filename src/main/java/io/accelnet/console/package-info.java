/**
 * The console: a web page on loopback, with the rights of whoever starts it. It shows the views of the command's verbs and does their changes,
 * through the same classes.
 *
 * <ul>
 *   <li>{@link io.accelnet.console.Console} is the server. {@code guard} decides which requests are answered at all.
 *   <li>{@code watch} knows the cluster, as the API server tells of its changes: no request lists anything.
 *   <li>{@code tab} has a class for each tab. It takes a request, has a pure function of {@code model} make what is shown, and a template of
 *       {@code src/main/jte} write it. {@code page} is what all of them have in common.
 * </ul>
 */
@NullMarked
package io.accelnet.console;

import org.jspecify.annotations.NullMarked;
