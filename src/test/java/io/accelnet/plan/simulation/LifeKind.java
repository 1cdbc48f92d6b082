package io.accelnet.plan.simulation;

/** The kinds of lives. */
enum LifeKind {
    /** VMs, nodes and adapters come, change and go; each plan is sound and keeps what was promised. */
    EVENTS("events"),
    /** As many nodes fail as are tolerated, and return: every VM has its virtual functions all the while. */
    FAILURES("failures"),
    /** Labels by which nodes are members go and come: the promise is kept all the while. */
    LABELS("labels"),
    /** Links go down and return, and as many nodes fail as are tolerated: what was admitted meanwhile keeps its virtual functions. */
    LINKS("links"),
    /** Ports are renamed, host by host, and the intent follows some time: nothing happens. */
    RENAMING("renaming"),
    /** Administrators change everything, and the operator is interrupted while it writes. */
    ADMINISTRATORS("administrators"),
    /** Pods come and go, of VMs and of nobody, and hosts are gone for a minute: no virtual function is in two hands. */
    PODS("pods"),
    /** Clusters of several pools, and VMs with different ports: of each pool every VM has what it was promised, whatever fails. */
    POOLS("pools"),
    /** What a refusal says would get the VM admitted does, and nothing less. */
    REMEDIES("remedies"),
    /** What plans say of small clusters is what a search that tries everything finds. */
    ORACLE("oracle");

    private final String label;

    LifeKind(String label) {
        this.label = label;
    }

    /** Its name in commands. */
    String label() {
        return label;
    }

    Life life() {
        return switch (this) {
            case EVENTS -> new EventsLife();
            case FAILURES -> new FailuresLife();
            case LABELS -> new LabelsLife();
            case LINKS -> new LinksLife();
            case RENAMING -> new RenamingLife();
            case ADMINISTRATORS -> new AdministratorsLife();
            case PODS -> new PodsLife();
            case POOLS -> new PoolsLife();
            case REMEDIES -> new RemediesLife();
            case ORACLE -> new OracleLife();
        };
    }
}
