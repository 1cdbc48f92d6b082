/** What all pages of the console have in common: their frame, their templates, and how they follow the cluster. */
@NullMarked
package io.accelnet.console.page;

import org.jspecify.annotations.NullMarked;
