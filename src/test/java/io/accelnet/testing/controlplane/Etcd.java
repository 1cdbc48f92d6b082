package io.accelnet.testing.controlplane;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/** The command line of etcd, and where it answers. */
record Etcd(Path executable, int clientPort, int peerPort) {

    URI uri() {
        return URI.create("http://" + Loopback.ADDRESS + ":" + clientPort);
    }

    URI health() {
        return uri().resolve("/health");
    }

    List<String> command(Path data) {
        String peer = "http://" + Loopback.ADDRESS + ":" + peerPort;
        return List.of(
                executable.toString(),
                "--name=test",
                "--data-dir=" + data,
                "--listen-client-urls=" + uri(),
                "--advertise-client-urls=" + uri(),
                // A cluster of one has a peer port too, on every address unless told otherwise.
                "--listen-peer-urls=" + peer,
                "--initial-advertise-peer-urls=" + peer,
                "--initial-cluster=test=" + peer,
                // The data is thrown away anyway, and waiting for the disk would be most of what a write takes.
                "--unsafe-no-fsync",
                "--quota-backend-bytes=" + (4L << 30),
                "--log-level=warn");
    }
}
