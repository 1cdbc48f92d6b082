/**
 * What the writing verbs decide from objects alone: which VMs are meant, what is to be written for each, who owns the fields that
 * would change, what a change of a cluster does to whom, and what the operator has answered. Nothing here reads or writes a cluster.
 */
@NullMarked
package io.accelnet.cli.change;

import org.jspecify.annotations.NullMarked;
