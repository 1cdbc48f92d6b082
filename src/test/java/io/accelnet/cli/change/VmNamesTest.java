package io.accelnet.cli.change;

import static org.assertj.core.api.Assertions.assertThat;

import io.accelnet.plan.VmId;
import java.util.List;
import org.junit.jupiter.api.Test;

class VmNamesTest {
    @Test
    void takesNamesAsPeopleAndKubectlWriteThem() {
        assertThat(VmNames.of(
                        List.of(
                                "web",
                                "bank/ledger",
                                "virtualmachine.kubevirt.io/db",
                                "accelnetvm.accelnet.io/web",
                                "virtualmachineinstance.kubevirt.io/web"),
                        "shop"))
                .containsExactly(
                        new VmName(new VmId("shop", "web"), VmName.Kind.ANY),
                        new VmName(new VmId("bank", "ledger"), VmName.Kind.ANY),
                        new VmName(new VmId("shop", "db"), VmName.Kind.VIRTUAL_MACHINE),
                        new VmName(new VmId("shop", "web"), VmName.Kind.ACCELNET_VM));
    }

    @Test
    void readsOneOrMoreInALine() {
        assertThat(VmNames.in("web db\n\n  # all of the shop\nbank/ledger  # and this\n"))
                .containsExactly("web", "db", "bank/ledger");
    }
}
