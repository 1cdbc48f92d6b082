/**
 * What the reading verbs answer: made from what the operator has written into statuses, or from a plan, as records that are written as
 * they are for programs, and as tables and sentences for people.
 */
@NullMarked
package io.accelnet.cli.view;

import org.jspecify.annotations.NullMarked;
