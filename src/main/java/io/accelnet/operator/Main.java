package io.accelnet.operator;

import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** The operator as a process. */
public final class Main {
    private static final int USAGE = 2;

    private final Options options;
    private @Nullable Operator operator;
    private boolean ended;

    private Main(Options options) {
        this.options = options;
    }

    /** Runs until it is told to end. */
    public static void main(String[] args) throws InterruptedException {
        Options options;
        try {
            options = CommandLine.parse(args, Map.copyOf(System.getenv()));
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(USAGE);
            return;
        }
        Main main = new Main(options);
        Runtime.getRuntime().addShutdownHook(new Thread(main::end, "accelnet-shutdown"));
        main.start();
        new CountDownLatch(1).await();
    }

    private synchronized void start() {
        if (!ended) {
            operator = Operator.start(options);
        }
    }

    /** Whoever is told to end while it starts gives back what it has by then. */
    private synchronized void end() {
        ended = true;
        if (operator != null) {
            operator.close();
        }
    }
}
