package io.accelnet.fuzz;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.List;

/** Objects that are planned for together, and what becomes of them. */
interface Case {
    /** All objects, as they are written now. */
    List<ObjectNode> objects();

    /** What there is besides: namespaces and Kubernetes Nodes. */
    List<HasMetadata> surroundings();

    /** How often it changes. */
    int changes();

    /** Changes it, for the first time, the second, and so on. */
    void change(int time);

    /** Changes statuses behind the operator's back, as a restored backup does, for the first time, the second, and so on. */
    default void changeStatuses(int time, World world) {}

    /** How many objects there are of a kind. */
    int count(String kind);
}
