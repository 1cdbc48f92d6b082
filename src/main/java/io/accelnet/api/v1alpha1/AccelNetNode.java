package io.accelnet.api.v1alpha1;

import io.accelnet.api.schema.ApiType;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Categories;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Singular;
import io.fabric8.kubernetes.model.annotation.Version;

/** A virtualization host: its facts in the spec, the ledger of its virtual functions in the status. */
@ApiType
@Group("accelnet.io")
@Version("v1alpha1")
@Singular("accelnetnode")
@Plural("accelnetnodes")
@ShortNames("ann")
@Categories("accelnet")
@AdditionalPrinterColumn(name = "Cluster", jsonPath = ".status.cluster")
@AdditionalPrinterColumn(name = "Availability", jsonPath = ".status.conditions[?(@.type==\"Available\")].reason")
@AdditionalPrinterColumn(name = "Ready", jsonPath = ".status.conditions[?(@.type==\"Ready\")].status")
@AdditionalPrinterColumn(name = "Reason", jsonPath = ".status.conditions[?(@.type==\"Ready\")].reason")
@AdditionalPrinterColumn(
        name = "VFs",
        jsonPath = ".status.virtualFunctions",
        type = AdditionalPrinterColumn.Type.INTEGER)
@AdditionalPrinterColumn(name = "Used", jsonPath = ".status.used", type = AdditionalPrinterColumn.Type.INTEGER)
@AdditionalPrinterColumn(name = "Free", jsonPath = ".status.free", type = AdditionalPrinterColumn.Type.INTEGER)
@AdditionalPrinterColumn(
        name = "Age",
        jsonPath = ".metadata.creationTimestamp",
        type = AdditionalPrinterColumn.Type.DATE)
@AdditionalPrinterColumn(name = "Host", jsonPath = ".spec.hostType", priority = 1)
@AdditionalPrinterColumn(name = "OS", jsonPath = ".spec.operatingSystem", priority = 1)
@AdditionalPrinterColumn(name = "OS image", jsonPath = ".spec.osImage", priority = 1)
@AdditionalPrinterColumn(name = "Message", jsonPath = ".status.conditions[?(@.type==\"Ready\")].message", priority = 1)
public class AccelNetNode extends CustomResource<AccelNetNodeSpec, AccelNetNodeStatus> {}
