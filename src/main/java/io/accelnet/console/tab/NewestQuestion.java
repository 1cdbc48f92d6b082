package io.accelnet.console.tab;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Answers questions one after another, and of several that one page has asked meanwhile only the newest: whoever moves a slider on doesn't
 * want to know any more where it was, and a plan for thousands of VMs takes a second.
 */
final class NewestQuestion {
    /** So many pages are remembered. Of one that is forgotten every question is answered. */
    private static final int PAGES = 50;

    private final ReentrantLock oneAtATime = new ReentrantLock(true);
    private final Map<String, Long> newest = new LinkedHashMap<>();

    /**
     * Asks.
     *
     * @param page which page asks
     * @param answer what answers
     * @return the answer; empty if the page has asked something else meanwhile
     */
    <T> Optional<T> ask(String page, Supplier<T> answer) {
        long number = number(page);
        oneAtATime.lock();
        try {
            return isNewest(page, number) ? Optional.of(answer.get()) : Optional.empty();
        } finally {
            oneAtATime.unlock();
        }
    }

    private long number(String page) {
        synchronized (newest) {
            long number = Optional.ofNullable(newest.remove(page)).orElse(0L) + 1;
            newest.put(page, number);
            while (newest.size() > PAGES) {
                newest.remove(newest.keySet().iterator().next());
            }
            return number;
        }
    }

    private boolean isNewest(String page, long number) {
        synchronized (newest) {
            return newest.getOrDefault(page, number) == number;
        }
    }
}
