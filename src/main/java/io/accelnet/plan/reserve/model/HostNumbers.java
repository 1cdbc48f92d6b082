package io.accelnet.plan.reserve.model;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Numbers of hosts in the order of their names. There are gaps, so that a host that comes gets one between its neighbours
 * and no other one's changes; only where a gap is used up all are numbered anew.
 */
final class HostNumbers {

    private static final int GAP = 2;

    private @Nullable HostState[] hosts = {};
    private int size;
    private int renumberings;

    /** Numbers all, in this order. A host that isn't among them has no number any more. */
    void renumber(List<HostState> members) {
        for (HostState host : hosts) {
            if (host != null) {
                host.number = HostState.UNNUMBERED;
            }
        }
        renumberings++;
        size = members.size() * GAP + 1;
        hosts = new HostState[size];
        for (int index = 0; index < members.size(); index++) {
            give(members.get(index), index * GAP + GAP - 1);
        }
    }

    /**
     * Gives a member that came its number; one that comes back has it still.
     *
     * @param members in the order of names, with the new one
     * @param index where among them it is
     * @return false if there is none left where it belongs, or its own isn't there any more: others came while it was away
     */
    boolean number(HostState host, List<HostState> members, int index) {
        int after = index + 1 < members.size() ? members.get(index + 1).number : Integer.MAX_VALUE;
        int before = index > 0 ? members.get(index - 1).number : -1;
        if (host.number != HostState.UNNUMBERED) {
            return before < host.number && host.number < after;
        }
        int number = after == Integer.MAX_VALUE ? before + GAP : before + (after - before) / 2;
        if (number <= before || (number < size && hosts[number] != null)) {
            return false;
        }
        give(host, number);
        return true;
    }

    private void give(HostState host, int number) {
        if (number >= hosts.length) {
            hosts = Arrays.copyOf(hosts, 2 * number + 1);
        }
        size = Math.max(size, number + 1);
        hosts[number] = host;
        host.number = number;
    }

    HostState get(int number) {
        return Objects.requireNonNull(hosts[number]);
    }

    /** How often all were numbered. */
    int renumberings() {
        return renumberings;
    }

    /** All numbers are below. */
    int size() {
        return size;
    }

    /** Everybody who has a number, members or not. */
    List<HostState> all() {
        return Stream.of(hosts)
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .toList();
    }
}
