package io.accelnet.plan.ledger;

import io.accelnet.plan.LedgerEntry;
import io.accelnet.plan.Level;
import io.accelnet.plan.snapshot.VmSnapshot;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a VM shall get: the input for a write into {@link WorkingLedgers}.
 *
 * @param vm the VM
 * @param node the node
 * @param functionsPerPort how many virtual functions of which port; their sum is the number of network adapters
 * @param networkAdapters the VM's network adapters
 * @param level the level
 * @param queuePairs the queue pairs of each virtual function
 * @param differentPorts whether those of one pool are promised from different ports
 * @param match which of the network adapters belong on which ports
 * @param displacedFrom the node whose outage brings the VM here; empty if none does
 */
public record Grant(
        VmSnapshot vm,
        String node,
        SortedMap<String, Integer> functionsPerPort,
        List<String> networkAdapters,
        Level level,
        int queuePairs,
        boolean differentPorts,
        PortMatch match,
        Optional<String> displacedFrom) {
    public Grant {
        networkAdapters = List.copyOf(networkAdapters);
    }

    /** A grant for a VM that may have had more network adapters than it has now, or other ones. */
    public static Grant of(
            VmSnapshot vm,
            String node,
            Map<String, Integer> functionsPerPort,
            List<String> networkAdapters,
            Level level,
            int queuePairs,
            boolean differentPorts,
            PortMatch match,
            Optional<String> displacedFrom) {
        return new Grant(
                vm,
                node,
                new TreeMap<>(functionsPerPort),
                networkAdapters,
                level,
                queuePairs,
                differentPorts,
                match,
                displacedFrom);
    }

    LedgerEntry entry(String port, int virtualFunction) {
        return new LedgerEntry(
                port,
                virtualFunction,
                vm.id(),
                vm.uid(),
                vm.cluster(),
                "",
                level,
                queuePairs,
                differentPorts,
                displacedFrom);
    }
}
