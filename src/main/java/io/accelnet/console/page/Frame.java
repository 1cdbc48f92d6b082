package io.accelnet.console.page;

import java.util.List;

/**
 * What is around each page.
 *
 * @param title the title of the page
 * @param tabs all tabs
 * @param cluster which Kubernetes cluster it is, and as whom it is seen
 */
public record Frame(String title, List<Link> tabs, String cluster) {
    public Frame {
        tabs = List.copyOf(tabs);
    }
}
