package io.accelnet.cli.change;

import static org.assertj.core.api.Assertions.assertThat;

import io.accelnet.plan.VmId;
import java.util.List;
import org.junit.jupiter.api.Test;

class VmNamesTest {
    @Test
    void takesNamesAsPeopleAndKubectlWriteThem() {
        assertThat(VmNames.of(
                        List.of("web", "bank/ledger", "virtualmachine.kubevirt.io/db", "accelnetvm.accelnet.io/web"),
                        "shop"))
                .containsExactly(new VmId("shop", "web"), new VmId("bank", "ledger"), new VmId("shop", "db"));
    }

    @Test
    void readsOneOrMoreInALine() {
        assertThat(VmNames.in("web db\n\n  # all of the shop\nbank/ledger  # and this\n"))
                .containsExactly("web", "db", "bank/ledger");
    }
}
