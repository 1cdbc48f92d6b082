package io.accelnet.cli.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.accelnet.cli.scenario.BadRequestException;
import io.fabric8.kubernetes.client.Config;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConnectionOptionsTest {
    private static final String KUBECONFIG = """
            apiVersion: v1
            kind: Config
            contexts:
              - {name: one, context: {cluster: c, user: u}}
              - {name: two, context: {cluster: c, user: u, namespace: shop}}
            clusters: [{name: c, cluster: {server: "https://127.0.0.1:1"}}]
            users: [{name: u, user: {token: t}}]
            """;

    @TempDir
    Path folder;

    @Test
    void timesAreAsKubectlHasThem() {
        assertThat(ConnectionOptions.duration("--timeout", "0")).isZero();
        assertThat(ConnectionOptions.duration("--timeout", "7")).isEqualTo(Duration.ofSeconds(7));
        assertThat(ConnectionOptions.duration("--timeout", "300ms")).isEqualTo(Duration.ofMillis(300));
        assertThat(ConnectionOptions.duration("--timeout", "2m")).isEqualTo(Duration.ofMinutes(2));
        assertThat(ConnectionOptions.duration("--timeout", "1h")).isEqualTo(Duration.ofHours(1));
        assertThatThrownBy(() -> ConnectionOptions.duration("--timeout", "-1s"))
                .isInstanceOf(BadRequestException.class);
    }

    @Test
    void theContextSaysTheNamespace() throws IOException {
        Config config = connection("two").config();
        assertThat(config.getNamespace()).isEqualTo("shop");

        ConnectionOptions options = new ConnectionOptions();
        assertThat(options.scope(Optional.of("shop")).namespace()).contains("shop");
        assertThat(options.scope(Optional.empty()).namespace()).contains("default");
        options.namespace = "mine";
        assertThat(options.scope(Optional.of("shop")).namespace()).contains("mine");
        options.namespace = null;
        options.allNamespaces = true;
        assertThat(options.scope(Optional.of("shop")).namespace()).isEmpty();
    }

    /** fabric8 would ask an API server at a name of its own. */
    @Test
    void whereNothingNamesAClusterNoneIsAsked() throws IOException {
        Path kubeconfig = Files.writeString(folder.resolve("kubeconfig"), KUBECONFIG);
        assertThatThrownBy(() ->
                        Connection.to(Optional.of(kubeconfig), Optional.empty()).config())
                .isInstanceOf(BadRequestException.class)
                .hasMessageContaining("no current context");
    }

    @Test
    void whoActsIsWhoKubectlWouldActAs() throws IOException {
        Config config = new Connection(
                        connection("one").kubeconfig(),
                        Optional.of("one"),
                        Optional.of("jane"),
                        List.of("ops", "dev"),
                        Optional.of(Duration.ofSeconds(3)))
                .config();
        assertThat(config.getImpersonateUsername()).isEqualTo("jane");
        assertThat(config.getImpersonateGroups()).containsExactly("ops", "dev");
        assertThat(config.getRequestTimeout()).isEqualTo(3_000);
    }

    private Connection connection(String context) throws IOException {
        return Connection.to(
                Optional.of(Files.writeString(folder.resolve("kubeconfig"), KUBECONFIG)), Optional.of(context));
    }
}
