package io.accelnet.testing;

import io.accelnet.testing.controlplane.ControlPlane;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests a {@link ControlPlane} as a parameter, the same one for all tests of a run. A test that stops or floods it
 * starts one of its own instead.
 */
public final class SharedControlPlane implements ParameterResolver {

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == ControlPlane.class;
    }

    /** JUnit closes what its root store holds at the end of the run. */
    @Override
    public ControlPlane resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(ExtensionContext.Namespace.create(SharedControlPlane.class))
                .computeIfAbsent(ControlPlane.class, type -> started(), ControlPlane.class);
    }

    private static ControlPlane started() {
        try {
            return ControlPlane.start();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
