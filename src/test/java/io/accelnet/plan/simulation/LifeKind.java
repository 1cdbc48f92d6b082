package io.accelnet.plan.simulation;

/** The kinds of lives. */
enum LifeKind {
    /** VMs, nodes and adapters come, change and go; each plan is sound and keeps what was promised. */
    EVENTS("events", new EventsLife()),
    /** As many nodes fail as are tolerated, and return: every VM has its virtual functions all the while. */
    FAILURES("failures", new FailuresLife()),
    /** Labels by which nodes are members go and come: the promise is kept all the while. */
    LABELS("labels", new LabelsLife()),
    /** Links go down and return, and as many nodes fail as are tolerated: what was admitted meanwhile keeps its virtual functions. */
    LINKS("links", new LinksLife()),
    /** Ports are renamed, host by host, and the intent follows some time: nothing happens. */
    RENAMING("renaming", new RenamingLife()),
    /** Administrators change everything, and the operator is interrupted while it writes. */
    ADMINISTRATORS("administrators", new AdministratorsLife()),
    /** What a refusal says would get the VM admitted does, and nothing less. */
    REMEDIES("remedies", new RemediesLife()),
    /** What plans say of small clusters is what a search that tries everything finds. */
    ORACLE("oracle", new OracleLife());

    private final String label;
    private final Life life;

    LifeKind(String label, Life life) {
        this.label = label;
        this.life = life;
    }

    /** Its name in commands. */
    String label() {
        return label;
    }

    Life life() {
        return life;
    }
}
