/** Random life on a genuine API server with the genuine kube-scheduler, watched for broken promises. */
@NullMarked
package io.accelnet.operator.life;

import org.jspecify.annotations.NullMarked;
