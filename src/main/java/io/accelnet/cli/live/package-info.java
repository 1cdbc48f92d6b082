/**
 * The cluster that a verb asks: how it is reached, and what it has; or manifests in its place. {@link io.accelnet.cli.live.ClusterReader}
 * is the place to start: {@link io.accelnet.cli.live.LiveReader} and {@link io.accelnet.cli.live.ManifestsReader} answer alike. What
 * plans are made from comes from {@link io.accelnet.cli.live.LiveCluster}, and is made ready by
 * {@link io.accelnet.cli.live.PlannedObjects}. Nothing here changes a cluster.
 */
@NullMarked
package io.accelnet.cli.live;

import org.jspecify.annotations.NullMarked;
