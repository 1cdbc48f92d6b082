package io.accelnet.api.crd;

/** Says about one component what the generator's annotations can't say. */
@FunctionalInterface
interface SchemaStep {
    void refine(SchemaNode node);
}
