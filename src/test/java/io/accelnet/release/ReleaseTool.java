package io.accelnet.release;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What hack/release needs besides Maven, tar, helm and kubectl. */
@Command(name = "release-tool", description = "Makes the files of a release that are made of others.")
public final class ReleaseTool {
    @Option(names = "--version", required = true)
    private String version = "";

    @Option(names = "--image", required = true)
    private String image = "";

    @Option(names = "--source", required = true)
    private String source = "";

    @Option(names = "--maintainer", defaultValue = "")
    private String maintainer = "";

    @Option(names = "--commit-time", required = true, description = "in seconds since 1970")
    private long commitTime;

    private ReleaseTool() {}

    /** Ends with 0 if it went well. */
    public static void main(String[] arguments) {
        CommandLine commandLine = new CommandLine(new ReleaseTool());
        commandLine.setExecutionExceptionHandler((e, _, _) -> {
            System.err.println(Optional.ofNullable(e.getMessage()).orElseGet(e::toString));
            return 1;
        });
        System.exit(commandLine.execute(arguments));
    }

    private Release release() {
        return new Release(
                version,
                image,
                source,
                Optional.of(maintainer).filter(name -> !name.isBlank()).map(Maintainer::of),
                Instant.ofEpochSecond(commitTime));
    }

    @Command(description = "Says what is wrong with the version, the image's name, or where the project is.")
    void check() {
        release();
    }

    @Command(description = "Changes a copy of the chart into that of the release.")
    void chart(@Option(names = "--samples", required = true) Path samples, @Parameters Path chart) throws IOException {
        ManifestText text = new ManifestText();
        ChartMetadata metadata = new ChartMetadata(release());
        Path file = chart.resolve("Chart.yaml");
        Files.writeString(
                file,
                metadata.chart(Files.readString(file), text.objects(chart.resolve("crds")), text.objects(samples)));
        Path values = chart.resolve("values.yaml");
        Files.writeString(values, metadata.values(Files.readString(values)));
    }

    @Command(description = "Writes the bundle of OLM.")
    void olm(
            @Option(names = "--installed", required = true) Path installed,
            @Option(names = "--samples", required = true) Path samples,
            @Parameters Path target)
            throws IOException {
        ManifestText text = new ManifestText();
        OlmBundle bundle = new OlmBundle(release(), text.objects(Files.readString(installed)), text.objects(samples));
        for (Map.Entry<String, String> file : bundle.files().entrySet()) {
            Path path = target.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.getValue());
        }
    }

    @Command(description = "Writes the manifest for krew.")
    void krew(@Option(names = "--into", required = true) Path target, @Parameters(arity = "1..*") List<Path> archives)
            throws IOException {
        Release release = release();
        List<KrewManifest.Archive> described = new ArrayList<>();
        for (Path archive : archives) {
            described.add(KrewManifest.Archive.of(release, archive.getFileName().toString(), sha256(archive)));
        }
        Files.writeString(target, new KrewManifest(release).yaml(described));
    }

    private static String sha256(Path file) throws IOException {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
        } catch (NoSuchAlgorithmException e) {
            throw new IOException("each Java has SHA-256", e);
        }
    }

    @Command(description = "Merges the image's layouts, one for each platform.")
    void index(@Option(names = "--into", required = true) Path target, @Parameters(arity = "1..*") List<Path> layouts)
            throws IOException {
        new ImageIndex(release()).write(layouts.stream().map(ImageLayout::new).toList(), new ImageLayout(target));
    }

    @Command(description = "Lays the image's files into a folder, and prints its command, a word on each line.")
    void unpack(
            @Option(names = "--platform", required = true) String platform,
            @Option(names = "--into", required = true) Path root,
            @Parameters Path layout)
            throws IOException, InterruptedException {
        new UnpackedLayout(new ImageLayout(layout), root).unpack(platform).forEach(System.out::println);
    }

    @Command(
            name = "with-base",
            description =
                    "Runs a command with IMAGE_BASE: a base image from a registry on loopback, a stand-in made of tars.")
    int withBase(
            @Option(names = "--layer", required = true, description = "PLATFORM=TAR") Map<String, Path> layers,
            @Option(names = "--java-home", required = true) String javaHome,
            @Option(names = "--work", required = true) Path work,
            @Parameters(arity = "1..*") List<String> command)
            throws IOException, InterruptedException {
        ImageLayout base = new ImageLayout(Files.createDirectories(work.resolve("base")));
        new StandInBase().write(new TreeMap<>(layers), javaHome, work, base, release());
        try (LayoutRegistry registry = LayoutRegistry.start(base)) {
            ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
            builder.environment().put("IMAGE_BASE", registry.imageReference());
            return builder.start().waitFor();
        }
    }
}
