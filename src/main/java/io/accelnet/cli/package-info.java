/**
 * The command line tool: what the operator would decide, for manifests as for a live cluster, and what would be if; and the verbs of
 * {@code kubectl accelnet}. Here is the way in, and nobody else uses it: {@link io.accelnet.cli.Accelnet} runs a command line,
 * {@code Commands} makes what it names, {@code Completion} completes one that isn't finished, {@code ConsoleCommand} starts the console,
 * and {@code UsageErrors}, {@code ExecutionErrors} and {@code ClusterErrors} have the words for what went wrong.
 *
 * <p>The rooms, each of which uses only those below it:
 *
 * <ul>
 *   <li>{@code verb} has a class for each other command, which takes its options and leads through what is to be done:
 *       {@code verb.reading} asks, {@code verb.writing} changes, {@code verb.planning} plans for manifests. They know nothing of each
 *       other. Of each the command line sees one class, such as {@link io.accelnet.cli.verb.reading.ReadingVerbs}.
 *   <li>{@code live} reaches a cluster, and reads it or manifests in its place.
 *   <li>{@code terminal} is what every run has around it: its streams, what only a terminal gets, and how names in options are refused.
 *   <li>What is said and done, without options and mostly without a cluster: {@code view} is what reading verbs answer, {@code change}
 *       what writing verbs decide, {@code write} sends that and waits, {@code export} makes manifests for others.
 *   <li>{@code report} has tables and documents, {@code scenario} plans and changes objects as if, {@code manifest} turns files into
 *       objects, and {@code schema} says what the API server would say of them.
 * </ul>
 */
@NullMarked
package io.accelnet.cli;

import org.jspecify.annotations.NullMarked;
