/**
 * The verbs that change a cluster. They lead through a change: {@code ClusterChange} that of an AccelNetCluster, {@code VmChange} that of
 * one or many VMs. What is to be done is decided in {@code change} and shown first, whoever would lose something is asked about, and
 * {@code write} sends it. {@code WritingOptions} is what all of them have in common.
 */
@NullMarked
package io.accelnet.cli.verb.writing;

import org.jspecify.annotations.NullMarked;
