/** What is said of one VM: its checks, and what became of its request. */
@NullMarked
package io.accelnet.plan.vm;

import org.jspecify.annotations.NullMarked;
