package io.accelnet.api.v1alpha1;

import io.accelnet.api.schema.ApiType;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Categories;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Singular;
import io.fabric8.kubernetes.model.annotation.Version;

/** Asks for virtual functions of one performance level for each network adapter of one VM. */
@ApiType
@Group("accelnet.io")
@Version("v1alpha1")
@Singular("accelnetvm")
@Plural("accelnetvms")
@ShortNames("anvm")
@Categories("accelnet")
@AdditionalPrinterColumn(name = "Cluster", jsonPath = ".spec.clusterName")
@AdditionalPrinterColumn(name = "Performance", jsonPath = ".spec.performance")
@AdditionalPrinterColumn(name = "Held", jsonPath = ".status.performance")
@AdditionalPrinterColumn(name = "Node", jsonPath = ".status.nodeName")
@AdditionalPrinterColumn(name = "Ready", jsonPath = ".status.conditions[?(@.type==\"Ready\")].status")
@AdditionalPrinterColumn(name = "Reason", jsonPath = ".status.conditions[?(@.type==\"Ready\")].reason")
@AdditionalPrinterColumn(
        name = "Age",
        jsonPath = ".metadata.creationTimestamp",
        type = AdditionalPrinterColumn.Type.DATE)
@AdditionalPrinterColumn(name = "VM", jsonPath = ".spec.virtualMachineRef.name", priority = 1)
@AdditionalPrinterColumn(
        name = "Admitted",
        jsonPath = ".status.admitted",
        type = AdditionalPrinterColumn.Type.BOOLEAN,
        priority = 1)
@AdditionalPrinterColumn(name = "Message", jsonPath = ".status.conditions[?(@.type==\"Ready\")].message", priority = 1)
public class AccelNetVM extends CustomResource<AccelNetVMSpec, AccelNetVMStatus> implements Namespaced {}
