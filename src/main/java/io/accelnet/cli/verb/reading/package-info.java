/**
 * The verbs that ask a cluster, or manifests that have its statuses, and change nothing. Each is a {@code ReadingVerb}: it has its options,
 * and gets a reader and answers. What it answers is made in {@code view}.
 */
@NullMarked
package io.accelnet.cli.verb.reading;

import org.jspecify.annotations.NullMarked;
