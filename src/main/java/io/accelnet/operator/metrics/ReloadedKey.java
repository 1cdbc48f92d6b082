package io.accelnet.operator.metrics;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A server's certificate from files that are replaced from time to time, as before it runs out. It is read again when somebody connects, at
 * most every ten seconds. While what is read can't be used, the former one is.
 */
final class ReloadedKey extends X509ExtendedKeyManager {
    private static final Logger LOG = LoggerFactory.getLogger(ReloadedKey.class);
    private static final Duration EVERY = Duration.ofSeconds(10);

    private final Supplier<ServerKey> files;
    private final InstantSource clock;
    private ServerKey key;
    private X509ExtendedKeyManager manager;
    private Instant readAt;

    /**
     * Reads them at once.
     *
     * @param files reads them
     * @param clock must not jump
     * @throws IllegalArgumentException if they can't be used
     */
    ReloadedKey(Supplier<ServerKey> files, InstantSource clock) {
        this.files = files;
        this.clock = clock;
        this.key = files.get();
        this.manager = key.manager();
        this.readAt = clock.instant();
    }

    private synchronized X509ExtendedKeyManager current() {
        Instant now = clock.instant();
        if (Duration.between(readAt, now).compareTo(EVERY) >= 0) {
            readAt = now;
            try {
                ServerKey found = files.get();
                if (!found.equals(key)) {
                    manager = found.manager();
                    key = found;
                    LOG.info("The certificate of the metrics has been replaced");
                }
            } catch (IllegalArgumentException e) {
                LOG.atWarn()
                        .addKeyValue("why", e.getMessage())
                        .log("The certificate of the metrics can't be read again, and the former one is used");
            }
        }
        return manager;
    }

    @Override
    public @Nullable String chooseEngineServerAlias(String type, Principal @Nullable [] issuers, SSLEngine engine) {
        return current().chooseEngineServerAlias(type, issuers, engine);
    }

    @Override
    public @Nullable String chooseServerAlias(String type, Principal @Nullable [] issuers, Socket socket) {
        return current().chooseServerAlias(type, issuers, socket);
    }

    @Override
    public synchronized X509Certificate @Nullable [] getCertificateChain(String alias) {
        return manager.getCertificateChain(alias);
    }

    @Override
    public synchronized @Nullable PrivateKey getPrivateKey(String alias) {
        return manager.getPrivateKey(alias);
    }

    @Override
    public String @Nullable [] getServerAliases(String type, Principal @Nullable [] issuers) {
        return current().getServerAliases(type, issuers);
    }

    @Override
    public String @Nullable [] getClientAliases(String type, Principal @Nullable [] issuers) {
        return null;
    }

    @Override
    public @Nullable String chooseClientAlias(String[] types, Principal @Nullable [] issuers, Socket socket) {
        return null;
    }
}
