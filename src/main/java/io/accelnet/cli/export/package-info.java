/** What others have to configure so that hosts have the virtual functions that are planned with: manifests for Git. */
@NullMarked
package io.accelnet.cli.export;

import org.jspecify.annotations.NullMarked;
