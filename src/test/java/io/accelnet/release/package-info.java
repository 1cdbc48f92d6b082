/** Makes the files of a release that are made of others: OLM's bundle, the index of the image, the manifests for krew and Artifact Hub. */
@NullMarked
package io.accelnet.release;

import org.jspecify.annotations.NullMarked;
