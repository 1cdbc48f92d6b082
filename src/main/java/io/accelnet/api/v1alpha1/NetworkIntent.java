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

/** A named group of adapters, by name, the same on every node, and what it is for. */
@ApiType
@Group("accelnet.io")
@Version("v1alpha1")
@Singular("networkintent")
@Plural("networkintents")
@ShortNames("nint")
@Categories("accelnet")
@AdditionalPrinterColumn(name = "Types", jsonPath = ".status.summary.types")
@AdditionalPrinterColumn(name = "Ready", jsonPath = ".status.conditions[?(@.type==\"Ready\")].status")
@AdditionalPrinterColumn(name = "Reason", jsonPath = ".status.conditions[?(@.type==\"Ready\")].reason")
@AdditionalPrinterColumn(
        name = "Age",
        jsonPath = ".metadata.creationTimestamp",
        type = AdditionalPrinterColumn.Type.DATE)
@AdditionalPrinterColumn(name = "Adapters", jsonPath = ".status.summary.adapters", priority = 1)
@AdditionalPrinterColumn(name = "Message", jsonPath = ".status.conditions[?(@.type==\"Ready\")].message", priority = 1)
public class NetworkIntent extends CustomResource<NetworkIntentSpec, NetworkIntentStatus> {}
