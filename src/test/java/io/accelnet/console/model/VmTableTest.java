package io.accelnet.console.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.accelnet.plan.VmId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What stays, and what moves, while somebody looks at a list that changes. */
class VmTableTest {
    private static final VmTable.Reading<VmId> NAMES = new VmTable.Reading<>(
            Function.identity(), VmId::toString, vm -> vm.name().contains("bad"));

    private static VmId vm(String name) {
        return new VmId("shop", name);
    }

    private static List<VmId> vms(String... names) {
        return Stream.of(names).map(VmTableTest::vm).toList();
    }

    private static VmView view(String words, boolean lackingOnly, int page) {
        return new VmView(words, lackingOnly, page, List.of(), Set.of(), false);
    }

    private static List<String> shown(VmTable<VmId> table) {
        return table.rows().stream().map(row -> row.key().name()).toList();
    }

    @Test
    void findsAllWordsWherever() {
        List<VmId> all = vms("web-1", "web-2", "db-1", "web-bad-1");

        assertThat(shown(VmTable.of(all, NAMES, view("WEB 1", false, 1)))).containsExactly("web-1", "web-bad-1");
        assertThat(shown(VmTable.of(all, NAMES, view("shop/web", true, 1)))).containsExactly("web-bad-1");
        assertThat(VmTable.of(all, NAMES, view("nothing", false, 1)).rows()).isEmpty();
        assertThat(VmTable.found(all, NAMES, view("db", false, 1))).containsExactly(vm("db-1"));
    }

    @Test
    void hasPages() {
        List<VmId> all =
                IntStream.range(1000, 1120).mapToObj(i -> vm("vm-" + i)).toList();

        VmTable<VmId> second = VmTable.of(all, NAMES, view("", false, 2));
        VmTable<VmId> beyond = VmTable.of(all, NAMES, view("", false, 99));
        VmTable<VmId> none = VmTable.of(List.of(), NAMES, view("", false, 0));

        assertThat(second.page())
                .extracting(Slice::first, Slice::last, Slice::pages)
                .containsExactly(51, 100, 3);
        assertThat(shown(second)).startsWith("vm-1050").hasSize(VmTable.ROWS);
        assertThat(beyond.page())
                .extracting(Slice::page, Slice::first, Slice::last)
                .containsExactly(3, 101, 120);
        assertThat(none.page())
                .extracting(Slice::page, Slice::pages, Slice::first, Slice::last)
                .containsExactly(1, 1, 0, 0);
    }

    /** Somebody moves the mouse to a row: another one mustn't be there when it arrives. */
    @Test
    void rowsThatAreSeenStay() {
        VmView looking = new VmView("", false, 1, vms("b", "c"), Set.of(), false);

        VmTable<VmId> changed = VmTable.of(vms("a", "b"), NAMES, looking);
        VmTable<VmId> same = VmTable.of(vms("b", "c"), NAMES, looking);

        assertThat(changed.moved()).isTrue();
        assertThat(shown(changed)).containsExactly("b", "c");
        assertThat(changed.rows().get(1).facts()).as("it is gone").isEqualTo(Optional.empty());
        assertThat(changed.page().rows()).as("the page as it is now").isEqualTo(vms("a", "b"));
        assertThat(same.moved()).isFalse();
        assertThat(same.rows()).allSatisfy(row -> assertThat(row.facts()).isPresent());
    }

    @Test
    void whatIsChosenOnOtherPagesStaysChosen() {
        VmTable<VmId> table = VmTable.of(
                vms("a", "b"),
                NAMES,
                new VmView("a", false, 1, List.of(), Set.of(vm("a"), vm("b"), vm("gone")), false));

        assertThat(table.rows())
                .singleElement()
                .satisfies(row -> assertThat(row.chosen()).isTrue());
        assertThat(table.elsewhere()).containsExactly(vm("b"), vm("gone"));
        assertThat(table.chosen()).isEqualTo(3);
    }
}
