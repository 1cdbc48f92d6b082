package io.accelnet.plan.reserve.bench;

import io.accelnet.plan.reserve.Host;
import io.accelnet.plan.reserve.Port;

/** What the hosts of a cluster are like. Every second of ten hosts is a heavy one, with three times the VMs of the others. */
public enum Kind {
    /** All alike: 128 VFs that serve every tier. */
    HOMOGENEOUS {
        @Override
        int functions(int host) {
            return 128;
        }

        @Override
        int tier(int host) {
            return 2;
        }
    },
    /** One of ten has 512 VFs, four have 256, five have 128; one of ten serves the lowest tier only, one the lowest two. */
    MIXED {
        @Override
        int functions(int host) {
            if (host % 10 == 0) {
                return 512;
            }
            return heavy(host) ? 256 : 128;
        }

        @Override
        int tier(int host) {
            return switch (host % 10) {
                case 7 -> 1;
                case 9 -> 0;
                default -> 2;
            };
        }
    };

    abstract int functions(int host);

    abstract int tier(int host);

    boolean heavy(int host) {
        return host % 2 == 0;
    }

    Host host(String name, int index) {
        int each = functions(index) / 2;
        int most = 1 << tier(index);
        return Host.up(name, new Port("p0", each, Port.UNBOUNDED, most), new Port("p1", each, Port.UNBOUNDED, most));
    }
}
