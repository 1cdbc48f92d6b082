package io.accelnet.cli.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PrintableTest {
    @Test
    void whatNobodySeesIsWrittenAsItsCode() {
        assertThat(Printable.line("x\n::error file=a::hacked\u001b[31m\u202e\u2028"))
                .isEqualTo("x\\u000a::error file=a::hacked\\u001b[31m\\u202e\\u2028");
    }

    @Test
    void whatOneSeesStaysAsItIs() {
        assertThat(Printable.line("Größe ‹4› 🙂")).isEqualTo("Größe ‹4› 🙂");
    }
}
