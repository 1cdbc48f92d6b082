package io.accelnet.operator.planning;

import static org.assertj.core.api.Assertions.assertThat;

import io.accelnet.api.v1alpha1.AccelNetVM;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import org.junit.jupiter.api.Test;

/** Our own writes count until the watch delivers them, and not a moment longer. */
class AssumedTest {
    private final Assumed assumed = new Assumed();

    @Test
    void aWriteCountsWhileTheCacheShowsWhatItStandsOn() {
        AccelNetVM written = vm("a", "12");
        assumed.wrote("10", written);

        assertThat(assumed.newest(vm("a", "10"))).isSameAs(written);
    }

    @Test
    void aWriteOverAWriteCountsOverBothOlderVersions() {
        assumed.wrote("10", vm("a", "12"));
        AccelNetVM written = vm("a", "15");
        assumed.wrote("12", written);

        assertThat(assumed.newest(vm("a", "10"))).isSameAs(written);
        assertThat(assumed.newest(vm("a", "12"))).isSameAs(written);
    }

    @Test
    void whatTheWatchDeliversLaterCountsInstead() {
        assumed.wrote("10", vm("a", "12"));
        AccelNetVM later = vm("a", "13");

        assertThat(assumed.newest(later)).isSameAs(later);
    }

    @Test
    void anObjectMadeAnewCountsInstead() {
        assumed.wrote("10", vm("a", "12"));
        AccelNetVM anew = vm("b", "10");

        assertThat(assumed.newest(anew)).isSameAs(anew);
    }

    @Test
    void theStateBeforeARestoreCountsInstead() {
        assumed.wrote("1000", vm("a", "1012"));
        AccelNetVM restored = vm("a", "7");

        assertThat(assumed.newest(restored)).isSameAs(restored);
        assertThat(assumed.newest(vm("a", "1000")).getMetadata().getResourceVersion())
                .as("it is forgotten for good")
                .isEqualTo("1000");
    }

    @Test
    void theEchoOfOurWriteIsNoNews() {
        assumed.wrote("10", vm("a", "12"));

        assertThat(assumed.isNews(vm("a", "12"))).isFalse();
        assertThat(assumed.isNews(vm("a", "10"))).isFalse();
        assertThat(assumed.isNews(vm("a", "13"))).isTrue();
        assertThat(assumed.isNews(vm("b", "12"))).isTrue();
    }

    @Test
    void aDeletedObjectIsForgotten() {
        assumed.wrote("10", vm("a", "12"));
        assumed.deleted(vm("a", "14"));
        AccelNetVM cached = vm("a", "10");

        assertThat(assumed.newest(cached)).isSameAs(cached);
    }

    private static AccelNetVM vm(String uid, String version) {
        AccelNetVM vm = new AccelNetVM();
        vm.setMetadata(new ObjectMetaBuilder()
                .withNamespace("tenant")
                .withName("vm")
                .withUid(uid)
                .withResourceVersion(version)
                .build());
        return vm;
    }
}
