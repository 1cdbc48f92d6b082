package io.accelnet.plan.reserve.prove;

import io.accelnet.plan.reserve.Decision;
import io.accelnet.plan.reserve.Demand;
import io.accelnet.plan.reserve.Reserve;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * How much is admitted of what could be. VMs come to an empty cluster until one is refused; whoever knows all of them
 * beforehand, and may choose any places, could have served so many of the same sequence.
 */
final class Volume {

    private final Kind kind;
    private long fills;
    private long behind;
    private long admitted;
    private long optimum;

    Volume(Kind kind) {
        this.kind = kind;
    }

    void fill(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Cluster cluster = kind.cluster(random);
        Reserve reserve = Fleets.of(cluster);
        List<Vm> wanted = new ArrayList<>();
        int served = 0;
        boolean open = true;
        while (wanted.size() < served + 12) {
            Demand demand = kind.demand(cluster, random);
            String name = "vm" + wanted.size();
            wanted.add(new Vm(name, demand, new Node("none"), new int[0]));
            open = open && reserve.admit(name, demand, Optional.empty()) instanceof Decision.Admitted;
            served += open ? 1 : 0;
        }
        int most = new Optimum(cluster, wanted).atLeast(served);
        fills++;
        behind += most > served ? 1 : 0;
        admitted += functions(wanted.subList(0, served));
        optimum += functions(wanted.subList(0, most));
    }

    private static long functions(List<Vm> vms) {
        return vms.stream().mapToLong(Vm::size).sum();
    }

    Kind kind() {
        return kind;
    }

    long fills() {
        return fills;
    }

    /** In how many of them less was admitted than could have been. */
    long behind() {
        return behind;
    }

    /** VFs of the VMs that were admitted. */
    long admitted() {
        return admitted;
    }

    /** VFs of the VMs that could have been. */
    long optimum() {
        return optimum;
    }
}
