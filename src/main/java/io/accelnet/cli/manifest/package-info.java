/** Manifests: files to objects that the API server would take, or problems that name file, line, object and field. */
@NullMarked
package io.accelnet.cli.manifest;

import org.jspecify.annotations.NullMarked;
