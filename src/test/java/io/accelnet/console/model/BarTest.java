package io.accelnet.console.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BarTest {
    @Test
    void isFilledWithoutGaps() {
        Bar bar = new Bar.Builder()
                .add("used", "used", 1)
                .add("reserved", "held back", 0)
                .add("free", "free", 1)
                .add("others", "others", 1)
                .build();

        assertThat(bar.total()).isEqualTo(3);
        assertThat(bar.parts()).extracting(Bar.Part::kind).containsExactly("used", "free", "others");
        assertThat(bar.parts()).extracting(Bar.Part::start).containsExactly(0, 333, 667);
        assertThat(bar.parts().stream().mapToInt(Bar.Part::width).sum()).isEqualTo(Bar.WIDTH);
    }

    @Test
    void ofNothingIsEmpty() {
        assertThat(new Bar.Builder().add("used", "used", 0).build().parts()).isEmpty();
    }
}
