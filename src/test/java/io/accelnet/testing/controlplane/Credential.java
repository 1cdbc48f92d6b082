package io.accelnet.testing.controlplane;

/** A certificate with its private key, both in PEM. */
record Credential(String certificate, String key) {}
