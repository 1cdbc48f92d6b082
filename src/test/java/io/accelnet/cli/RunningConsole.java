package io.accelnet.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedReader;
import java.io.PipedWriter;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;

/** {@code kubectl accelnet console} in a thread of its own, as somebody has typed it; {@link #close} is Ctrl-C. */
public final class RunningConsole implements AutoCloseable {
    private final Thread thread;
    private final String address;

    private RunningConsole(Thread thread, String address) {
        this.thread = thread;
        this.address = address;
    }

    /** Starts it, and waits for the address that it prints. */
    public static RunningConsole start(Path kubeconfig) throws IOException {
        StringWriter complaints = new StringWriter();
        PipedWriter written = new PipedWriter();
        BufferedReader screen = new BufferedReader(new PipedReader(written));
        Thread thread = Thread.ofPlatform().name("console").start(() -> {
            try (PrintWriter out = new PrintWriter(written)) {
                new Accelnet()
                        .run(
                                new Invocation(
                                        InputStream.nullInputStream(),
                                        out,
                                        new PrintWriter(complaints),
                                        Terminals.NONE,
                                        Clock.systemUTC()),
                                "console",
                                "--no-browser",
                                "--kubeconfig",
                                kubeconfig.toString());
            }
        });
        String address = Optional.ofNullable(screen.readLine())
                .orElseThrow(() -> new IOException("no address is printed: " + complaints));
        return new RunningConsole(thread, address);
    }

    /** The address that it has printed. */
    public String address() {
        return address;
    }

    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
