/**
 * Makes and keeps AccelNetNodes for the Nodes of this Kubernetes cluster, from what Kubernetes, the SR-IOV network operator and Node
 * Feature Discovery say of them. {@link io.accelnet.operator.discovery.HostReader} says what a host is, a pure function;
 * {@link io.accelnet.operator.discovery.AppliedFields} what of that is applied beside what people state; and
 * {@link io.accelnet.operator.discovery.DiscoveryService} does it.
 */
@NullMarked
package io.accelnet.operator.discovery;

import org.jspecify.annotations.NullMarked;
