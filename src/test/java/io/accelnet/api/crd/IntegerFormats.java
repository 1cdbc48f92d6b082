package io.accelnet.api.crd;

/** Says how wide the numbers without a bound are, which are generations. The others' bounds say more than a format. */
final class IntegerFormats implements SchemaStep {
    @Override
    public void refine(SchemaNode node) {
        boolean wide = node.component().getType() == Long.class;
        if ("integer".equals(node.schema().getType())) {
            node.schema().setFormat(wide ? "int64" : null);
        }
    }
}
