package io.accelnet.console.page;

import io.javalin.config.RoutesConfig;

/** A tab of the console: one class for each. It takes requests, makes a model of what is known, and has a template write it. */
public interface Tab {
    /** Where it is: all that begins with it is the tab's own. */
    String path();

    /** As people read it. */
    String title();

    /**
     * Says which requests it answers.
     *
     * @param site what all tabs have in common
     */
    void register(RoutesConfig routes, Site site);
}
