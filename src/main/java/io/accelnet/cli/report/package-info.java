/** What is told about a plan: tables for people, objects for kubectl, and one JSON document for programs. */
@NullMarked
package io.accelnet.cli.report;

import org.jspecify.annotations.NullMarked;
