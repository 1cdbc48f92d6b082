/** What the API server would say of an object, without one: the CRDs' schemas, defaults and rules. */
@NullMarked
package io.accelnet.cli.schema;

import org.jspecify.annotations.NullMarked;
