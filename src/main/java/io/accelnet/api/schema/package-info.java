/** What the records say to the CRDs' generator beyond its own annotations. */
@NullMarked
package io.accelnet.api.schema;

import org.jspecify.annotations.NullMarked;
