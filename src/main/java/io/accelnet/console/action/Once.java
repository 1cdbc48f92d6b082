package io.accelnet.console.action;

import java.util.Optional;
import java.util.function.Supplier;

/** What is made when it is asked for first, and kept: it takes long, and not everybody needs it. */
final class Once<T> implements Supplier<T> {
    private final Supplier<T> maker;
    private Optional<T> made = Optional.empty();

    Once(Supplier<T> maker) {
        this.maker = maker;
    }

    @Override
    public synchronized T get() {
        T value = made.orElseGet(maker);
        made = Optional.of(value);
        return value;
    }
}
