/** Makes the CRDs from the records of {@code io.accelnet.api.v1alpha1}, and checks the ones that are committed. */
@NullMarked
package io.accelnet.api.crd;

import org.jspecify.annotations.NullMarked;
