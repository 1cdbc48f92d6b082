package io.accelnet.operator.discovery;

import io.accelnet.api.schema.Bounds;
import io.accelnet.api.v1alpha1.LinkState;
import io.accelnet.api.v1alpha1.NodeAdapter;
import io.accelnet.api.v1alpha1.SriovSupport;
import io.accelnet.operator.gather.nfd.NodeFeature.NetworkDevice;
import io.accelnet.operator.gather.sriov.SriovNetworkNodeState;
import io.accelnet.operator.gather.sriov.SriovNetworkNodeState.DesiredPort;
import io.accelnet.operator.gather.sriov.SriovNetworkNodeState.Function;
import io.accelnet.operator.gather.sriov.SriovNetworkNodeState.Pool;
import io.accelnet.operator.gather.sriov.SriovNetworkNodeState.Port;
import io.accelnet.plan.membership.IntentAdapters;
import io.accelnet.plan.snapshot.IntentSnapshot;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The ports of one host, as the schema of AccelNetNodes allows them: names that no two ports share, and no more VFs than it has room for. */
final class Ports {
    private static final String VFIO = "vfio-pci";
    private static final Pattern NAME = Pattern.compile(Bounds.PORT);
    private static final String RANGE_SEPARATOR = "-";

    private final IntentPools intents;
    private final List<NodeAdapter> adapters = new ArrayList<>();
    private final Set<String> taken = new HashSet<>();
    private int left = Bounds.VIRTUAL_FUNCTIONS;

    private Ports(IntentPools intents) {
        this.intents = intents;
    }

    /** The ports that the SR-IOV network operator tells of. */
    static List<NodeAdapter> of(SriovNetworkNodeState state, IntentPools intents) {
        Ports ports = new Ports(intents);
        List<Port> named = state.ports().stream()
                .filter(port -> ports.takes(port.name()))
                .limit(Bounds.PORTS)
                .toList();
        named.forEach(port -> ports.add(state, port));
        return ports.adapters;
    }

    /** The ports that Node Feature Discovery tells of. It lists virtual functions too, without saying how many they have. */
    static List<NodeAdapter> of(Collection<NetworkDevice> devices, IntentPools intents) {
        Ports ports = new Ports(intents);
        List<NetworkDevice> named = devices.stream()
                .filter(device -> device.totalVfs() != null && ports.takes(device.name()))
                .limit(Bounds.PORTS)
                .toList();
        named.forEach(ports::add);
        return ports.adapters;
    }

    /** Takes a port's name, unless it is none, or another port has it. */
    private boolean takes(@Nullable String name) {
        return name != null && isName(name) && taken.add(IntentAdapters.key(name));
    }

    private static boolean isName(String name) {
        return name.length() <= Bounds.PORT_LENGTH && NAME.matcher(name).matches();
    }

    private void add(SriovNetworkNodeState state, Port port) {
        String name = Objects.requireNonNull(port.name());
        List<String> altNames = Objects.requireNonNull(port.altNames()).stream()
                .filter(Ports::isName)
                .map(other -> other.toLowerCase(Locale.ROOT))
                .filter(other -> taken.add(IntentAdapters.key(other)))
                .limit(Bounds.ALTERNATIVE_NAMES)
                .toList();
        SortedSet<Integer> functions = intents.of(
                        Stream.concat(Stream.of(name), altNames.stream()).toList())
                .map(intent -> functions(intent, state, port))
                .orElseGet(TreeSet::new);
        add(name, altNames, support(port.totalvfs()), linkState(port.linkSpeed()), functions);
    }

    private void add(NetworkDevice device) {
        String name = Objects.requireNonNull(device.name());
        int number = intents.of(List.of(name)).isPresent() ? number(device.numVfs()) : 0;
        add(
                name,
                List.of(),
                support(number(device.totalVfs())),
                linkStateOf(device.operstate()),
                new TreeSet<>(IntStream.range(0, number).boxed().toList()));
    }

    private void add(
            String name,
            List<String> altNames,
            SriovSupport support,
            Optional<LinkState> linkState,
            SortedSet<Integer> functions) {
        int first = functions.isEmpty() ? 0 : functions.getFirst();
        int number = functions.isEmpty() ? 0 : Math.min(left, functions.getLast() - first + 1);
        left -= number;
        adapters.add(new NodeAdapter(
                name,
                altNames,
                support,
                null,
                linkState.orElse(null),
                number,
                first == 0 || number == 0 ? null : first,
                IntStream.range(first, first + number)
                        .filter(function -> !functions.contains(function))
                        .boxed()
                        .toList(),
                null,
                null));
    }

    /** The virtual functions that are handed out for the intent, and that a VM can have. */
    private static SortedSet<Integer> functions(IntentSnapshot intent, SriovNetworkNodeState state, Port port) {
        SortedSet<Integer> functions = new TreeSet<>();
        for (Function function : Objects.requireNonNull(port.functions())) {
            long number = function.vfID();
            if (VFIO.equals(function.driver())
                    && number >= 0
                    && number < Bounds.VIRTUAL_FUNCTIONS
                    && isHandedOut(intent, state, port, number)) {
                functions.add((int) number);
            }
        }
        return functions;
    }

    private static boolean isHandedOut(IntentSnapshot intent, SriovNetworkNodeState state, Port port, long number) {
        if (intent.resourceName().isEmpty()) {
            return true;
        }
        return state.desiredPorts().stream()
                .filter(desired -> isSame(desired, port))
                .flatMap(desired -> Objects.requireNonNull(desired.vfGroups()).stream())
                .filter(pool -> pool.resourceName() != null && IntentPools.isPoolOf(intent, pool.resourceName()))
                .anyMatch(pool -> isIn(pool, number));
    }

    private static boolean isSame(DesiredPort desired, Port port) {
        return desired.pciAddress() == null
                ? Objects.equals(desired.name(), port.name())
                : desired.pciAddress().equals(port.pciAddress());
    }

    /** Whether a pool has the virtual function of this number. What is no range has none. */
    private static boolean isIn(Pool pool, long number) {
        @Nullable String range = pool.vfRange();
        if (range == null || range.isBlank()) {
            return true;
        }
        String[] ends = range.strip().split(RANGE_SEPARATOR, -1);
        try {
            return ends.length <= 2
                    && Long.parseLong(ends[0]) <= number
                    && number <= Long.parseLong(ends[ends.length - 1]);
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private static SriovSupport support(long possible) {
        return possible > 0 ? SriovSupport.SUPPORTED : SriovSupport.UNKNOWN;
    }

    /** "25000 Mb/s" with a link, "-1 Mb/s" without; the unit may be missing, and so may all of it while the port is switched off. */
    private static Optional<LinkState> linkState(@Nullable String speed) {
        String number =
                Optional.ofNullable(speed).orElse("").replace("Mb/s", "").strip();
        try {
            return Optional.of(Long.parseLong(number) > 0 ? LinkState.UP : LinkState.DOWN);
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static Optional<LinkState> linkStateOf(@Nullable String operstate) {
        return switch (operstate) {
            case "up" -> Optional.of(LinkState.UP);
            case "down" -> Optional.of(LinkState.DOWN);
            case null, default -> Optional.empty();
        };
    }

    private static int number(@Nullable String text) {
        try {
            return Math.clamp(
                    Long.parseLong(Optional.ofNullable(text).orElse("").strip()), 0, Bounds.VIRTUAL_FUNCTIONS);
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
