/**
 * The command line tool: what the operator would decide, for manifests as for a live cluster, and what would be if; and the verbs of
 * {@code kubectl accelnet}.
 *
 * <p>The way in is {@link io.accelnet.cli.Accelnet}, which has a class for each command.
 *
 * <ul>
 *   <li>Commands are the classes that end in {@code Command}. Those that only read begin with {@code ReadingVerb} and
 *       {@code ReadingOptions}; their answers are made in {@code view}. Those that write begin with {@code WritingOptions}:
 *       {@code ClusterChange} and {@code VmChange} show what {@code change} has decided, ask, and have {@code write} send it.
 *   <li>What is asked: {@code Connection} reaches a cluster, {@code ClusterReader} reads it ({@code LiveReader}) or manifests in
 *       its place ({@code ManifestsReader}), {@code LiveCluster} reads all that a plan is made from.
 *   <li>What is said: {@code Output} and {@code AnswerOptions} are the formats, {@code Terminals} and {@code Progress} what only a
 *       terminal gets, {@code UsageErrors}, {@code ClusterErrors} and {@code WritingErrors} the words for what went wrong.
 * </ul>
 */
@NullMarked
package io.accelnet.cli;

import org.jspecify.annotations.NullMarked;
