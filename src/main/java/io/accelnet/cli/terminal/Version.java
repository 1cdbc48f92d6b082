package io.accelnet.cli.terminal;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** The version that this program was built as. */
public final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        String version = Optional.ofNullable(Version.class.getPackage().getImplementationVersion())
                .orElse("dev");
        return new String[] {"accelnet " + version};
    }
}
