/**
 * What the writing verbs send to the API server, and how they wait for the operator's answer. Everything is done with the rights of
 * whoever calls, and under one field manager.
 */
@NullMarked
package io.accelnet.cli.write;

import org.jspecify.annotations.NullMarked;
