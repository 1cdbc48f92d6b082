package io.accelnet.plan.reserve.model;

import io.accelnet.plan.reserve.Demand;
import io.accelnet.plan.reserve.Host;
import io.accelnet.plan.reserve.Port;
import io.accelnet.plan.reserve.Tiers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A host, what is in use on its ports, and the VMs that it has. One that isn't a member offers nothing, but what VMs hold on
 * it is remembered, as it may become one; so is what they hold on ports that it hasn't.
 */
public final class HostState {

    static final int UNNUMBERED = -1;

    /** 32 times the VFs that a host can have. */
    private static final long MOST_FUNCTIONS = 1 << 16;
    /** Twice as many as all VFs of a host can have. */
    private static final long MOST_QUEUE_PAIRS = 1 << 24;

    /** Tells members apart, in the order of names. */
    int number = UNNUMBERED;

    Host host;
    PortState[] ports;
    private boolean member;
    private boolean down;
    private boolean cordoned;
    private boolean leaving;
    /** Whether a recovery is under way that nothing but hosts that leave can complete. */
    private boolean open;

    private int tier;
    private int[] vms = new int[4];
    private @Nullable Holding first;
    private int listed;
    /** What all VMs here need: VFs, and queue pairs. */
    private long neededFunctions;

    private long neededQueuePairs;
    /** What is in use on ports that aren't there. */
    private final Map<String, PortState> missing = new TreeMap<>();

    /** A host that is no member. */
    HostState(String name) {
        this.host = new Host(name, false, false, List.of());
        this.ports = new PortState[0];
        this.tier = PortState.INCAPABLE;
    }

    /** Tells members apart, in the order of names. */
    public int number() {
        return number;
    }

    public Host host() {
        return host;
    }

    /** In the order of names. The array itself, for speed: it is not to be changed. */
    public PortState[] ports() {
        return ports;
    }

    /** Makes it a member, or another one than it was. */
    void become(Host now, Tiers tiers) {
        member = true;
        equip(now, tiers);
    }

    /** Makes it a stranger. */
    void leave(Tiers tiers) {
        member = false;
        equip(new Host(host.name(), false, false, List.of()), tiers);
    }

    private void equip(Host now, Tiers tiers) {
        if (!now.ports().equals(host.ports())) {
            equip(now.ports(), tiers);
        }
        host = now;
        down = now.down();
        cordoned = now.cordoned();
        leaving = now.leaving();
    }

    private void equip(List<Port> now, Tiers tiers) {
        for (PortState port : ports) {
            if (port.isUsed()) {
                missing.put(port.port.name(), port);
            }
        }
        List<PortState> equipped = new ArrayList<>(now.size());
        for (Port port : now) {
            PortState state = new PortState(port, tiers);
            PortState before = missing.remove(port.name());
            if (before != null) {
                state.inherit(before);
            }
            equipped.add(state);
        }
        equipped.sort(Comparator.comparing(port -> port.port.name()));
        ports = equipped.toArray(PortState[]::new);
        tier = highestTier();
    }

    private int highestTier() {
        int highest = PortState.INCAPABLE;
        for (PortState port : ports) {
            if (port.port.virtualFunctions() > 0) {
                highest = Math.max(highest, port.tier);
            }
        }
        return highest;
    }

    public String name() {
        return host.name();
    }

    public boolean isMember() {
        return member;
    }

    /** Whether a VM may be put here that hasn't been here before. */
    public boolean takesVms() {
        return restartsVms() && (!leaving || open);
    }

    /** Whether an admitted VM that runs here gets VFs. */
    public boolean restartsVms() {
        return member && !down && !cordoned;
    }

    /** Whether what is free here is room for the VMs of hosts that fail, as the reserve counts it. */
    public boolean isReserve() {
        return !cordoned && !leaving;
    }

    public boolean isLeaving() {
        return leaving;
    }

    void open(boolean now) {
        open = now;
    }

    public boolean isDown() {
        return down;
    }

    public boolean isCordoned() {
        return cordoned;
    }

    /** Puts a VM on the list of the host. */
    void list(Holding holding) {
        Holding second = first;
        holding.next = second;
        holding.previous = null;
        if (second != null) {
            second.previous = holding;
        }
        first = holding;
        listed++;
    }

    /** Takes a VM from the list of the host. */
    void unlist(Holding holding) {
        Holding before = holding.previous;
        Holding after = holding.next;
        if (before == null) {
            first = after;
        } else {
            before.next = after;
        }
        if (after != null) {
            after.previous = before;
        }
        holding.next = null;
        holding.previous = null;
        listed--;
    }

    /** How many VMs are on the list of the host. */
    int listed() {
        return listed;
    }

    /** What VMs have here, in no order. */
    List<Holding> holdings() {
        List<Holding> all = new ArrayList<>();
        for (Holding holding = first; holding != null; holding = holding.next) {
            all.add(holding);
        }
        return all;
    }

    /** Adds a VM, or takes one away if the sign is -1. */
    void count(int demandClass, Demand demand, Split split, int queuePairsEach, int sign) {
        neededFunctions += (long) sign * demand.virtualFunctions();
        neededQueuePairs += (long) sign * demand.virtualFunctions() * queuePairsEach;
        if (demandClass >= vms.length) {
            vms = Arrays.copyOf(vms, Math.max(demandClass + 1, 2 * vms.length));
        }
        vms[demandClass] += sign;
        use(split, queuePairsEach, sign);
    }

    /** Whether the VMs here need so much that sums of it, each times some factor, could be too large for an int. */
    boolean isBeyondCounting() {
        return neededFunctions > MOST_FUNCTIONS || neededQueuePairs > MOST_QUEUE_PAIRS;
    }

    /** Takes VFs into use for no VM in particular, or gives them back if the sign is -1. */
    public void use(Split split, int queuePairsEach, int sign) {
        for (int index = 0; index < split.ports.length; index++) {
            PortState port = port(split.ports[index]);
            if (port == null) {
                port = missing.computeIfAbsent(split.ports[index], PortState::missing);
            }
            port.use(sign * split.counts[index], queuePairsEach);
        }
    }

    public int vms(int demandClass) {
        return demandClass < vms.length ? vms[demandClass] : 0;
    }

    /** How many demand classes may have VMs here: all numbers below. */
    int classes() {
        return vms.length;
    }

    /** Equal for hosts that are interchangeable for a VM that takes these VFs next. */
    public List<Integer> equivalenceKey(Map<String, Integer> split) {
        List<Integer> key = new ArrayList<>();
        for (PortState port : ports) {
            key.add(port.tier);
            key.add(port.freeFunctions());
            key.add(port.freeQueuePairs());
            key.add(split.getOrDefault(port.port.name(), 0));
        }
        // Trailing zeros say nothing: how long the array is depends on what was here before.
        int last = vms.length - 1;
        while (last >= 0 && vms[last] == 0) {
            last--;
        }
        for (int number = 0; number <= last; number++) {
            key.add(vms[number]);
        }
        return key;
    }

    /** How many VFs are free, on all ports. */
    public int freeFunctions() {
        int free = 0;
        for (PortState port : ports) {
            free += port.freeFunctions();
        }
        return free;
    }

    public @Nullable PortState port(String name) {
        for (int index = 0; index < ports.length; index++) {
            PortState port = ports[index];
            if (port.name.equals(name)) {
                return port;
            }
        }
        return null;
    }

    /** The lowest tier of a port, from one tier on; {@link PortState#INCAPABLE} if there is none. */
    public int portTierFrom(int lowest) {
        int found = PortState.INCAPABLE;
        for (PortState port : ports) {
            if (port.tier >= lowest && (found == PortState.INCAPABLE || port.tier < found)) {
                found = port.tier;
            }
        }
        return found;
    }

    /** How many VFs of one size could be added on ports of one tier. */
    public int roomOn(int portTier, int queuePairsEach) {
        int room = 0;
        for (PortState port : ports) {
            room += port.tier == portTier ? port.room(queuePairsEach) : 0;
        }
        return room;
    }

    /** How many VFs of one size could be added on ports of a tier or a higher one. */
    public int roomFrom(int portTier, int queuePairsEach) {
        int room = 0;
        for (PortState port : ports) {
            room += port.tier >= portTier ? port.room(queuePairsEach) : 0;
        }
        return room;
    }

    /** The highest tier that any port with a VF can serve. */
    public int tier() {
        return tier;
    }
}
