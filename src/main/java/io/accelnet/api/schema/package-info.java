/** Annotations of the records for the generator of the CRDs, in addition to its own. */
@NullMarked
package io.accelnet.api.schema;

import org.jspecify.annotations.NullMarked;
