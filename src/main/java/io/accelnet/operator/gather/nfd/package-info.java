/** What Node Feature Discovery says of hosts. */
@NullMarked
package io.accelnet.operator.gather.nfd;

import org.jspecify.annotations.NullMarked;
