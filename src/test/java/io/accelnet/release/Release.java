package io.accelnet.release;

import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a release is called, and where its files will be.
 *
 * @param version such as 0.2.0 or 0.2.0-rc.1
 * @param image the image's name without a tag, such as registry.example.com/accelnet-operator
 * @param source where the project is, such as https://git.example.com/accelnet-operator
 * @param maintainer who publishes it, with an address to write to; empty: nobody is named
 * @param commitTime when its commit was made, in UTC
 */
record Release(String version, String image, String source, Optional<Maintainer> maintainer, Instant commitTime) {
    /** Small letters, since a name in Kubernetes has no others, and no plus sign, since the tag of an image has none. */
    private static final Pattern VERSION = Pattern.compile("[0-9]+\\.[0-9]+\\.[0-9]+(-[0-9a-z]+([.-][0-9a-z]+)*)?");

    private static final Pattern SOURCE = Pattern.compile("https?://[^\\s/]+(/\\S*[^\\s/])?");
    private static final Pattern IMAGE = Pattern.compile("[a-z0-9][a-zA-Z0-9._-]*(:[0-9]+)?(/[a-z0-9][a-z0-9._-]*)*");

    Release {
        check("VERSION", version, VERSION, "0.2.0 or 0.2.0-rc.1");
        check("IMAGE", image, IMAGE, "registry.example.com/accelnet-operator, without a tag");
        check("SOURCE", source, SOURCE, "https://git.example.com/accelnet-operator, without a slash at the end");
    }

    private static void check(String name, String value, Pattern allowed, String example) {
        if (!allowed.matcher(value).matches()) {
            throw new IllegalArgumentException(name + "=" + value + " is none; it must be such as " + example);
        }
    }

    /** The image with its tag. */
    String imageReference() {
        return image + ":" + version;
    }

    /** The tag in Git. */
    String tag() {
        return "v" + version;
    }

    /** Where one of its files will be. */
    String download(String file) {
        return source + "/releases/download/" + tag() + "/" + file;
    }

    /** A page of the documentation as it is in this release. */
    String page(String path) {
        return source + "/blob/" + tag() + "/" + path;
    }

    boolean isPreRelease() {
        return version.contains("-");
    }
}
