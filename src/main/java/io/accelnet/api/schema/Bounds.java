package io.accelnet.api.schema;

/**
 * The limits of the CRDs. Without them one object could fill etcd's request limit, and the API server refuses CEL rules whose cost it
 * can't bound.
 */
public final class Bounds {
    /** Names of objects that are DNS subdomains. */
    public static final String SUBDOMAIN = "^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$";

    public static final int SUBDOMAIN_LENGTH = 253;

    /** Names of namespaces are DNS labels. */
    public static final String LABEL = "^[a-z0-9]([-a-z0-9]*[a-z0-9])?$";

    public static final int LABEL_LENGTH = 63;

    /** A moment, in the form that Kubernetes writes it. */
    public static final String TIME = "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$";

    public static final int TIME_LENGTH = 20;

    /** Names of ports and network adapters, which on Windows have blanks, though not at their ends. */
    public static final String PORT = "^\\S(.*\\S)?$";

    public static final int PORT_LENGTH = 256;

    /** Names of extended resources: a domain, a slash, and a name. */
    public static final String EXTENDED_RESOURCE =
            "^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*/[A-Za-z0-9]([-._A-Za-z0-9]*[A-Za-z0-9])?$";

    /** A domain, a slash, and a name of 63 characters. */
    public static final int EXTENDED_RESOURCE_LENGTH = SUBDOMAIN_LENGTH + 1 + LABEL_LENGTH;

    /** Ports of a host, or of an intent. */
    public static final int PORTS = 64;

    /** Intents of a cluster besides the first. */
    public static final int ADDITIONAL_INTENTS = 7;

    /** Sets of a cluster's intents for which a status has numbers: each two of them, and all together. */
    public static final int INTENT_COMBINATIONS = 64;

    /** Names of a port besides the first. */
    public static final int ALTERNATIVE_NAMES = 8;

    /** Network adapters of a VM. */
    public static final int NETWORK_ADAPTERS = 64;

    public static final int PCI_ADDRESS_LENGTH = 32;

    /**
     * Virtual functions of a host. Each can be an entry of its ledger, which, with what the API server keeps on each field's
     * manager, has to fit into one request to etcd (1.5 MiB).
     */
    public static final int VIRTUAL_FUNCTIONS = 2048;

    public static final int QUEUE_PAIRS = 65536;

    public static final int QUEUE_PAIRS_PER_VIRTUAL_FUNCTION = 4096;

    public static final int CONDITIONS = 32;

    /** Starts of a VM that failed and are remembered. */
    public static final int FAILED_STARTS = 10;

    /** Nodes of a set that a status names: it is for reading, and a worst set may have a thousand. */
    public static final int NAMED_NODES = 20;

    /** Counts in a status: large enough for any cluster, and never negative. */
    public static final int COUNT = 100_000_000;

    public static final int MESSAGE_LENGTH = 32768;

    /** A reason that somebody gives in a sentence or two. */
    public static final int REASON_LENGTH = 1024;

    private Bounds() {}
}
