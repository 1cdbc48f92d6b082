/**
 * What stands in the place of kubelet, device plugin and KubeVirt's controllers, for tests and the demo. It follows the contract of
 * KubeVirt 1.9's virt-controller and decides nothing about placement: kube-scheduler does. It needs the API server only, and no test
 * library, so that it can run as a process of its own.
 */
@NullMarked
package io.accelnet.testing.kubevirt;

import org.jspecify.annotations.NullMarked;
