package io.accelnet.plan.reserve;

import java.util.List;

/** The hosts whose failure would leave least room. */
final class WorstSet {

    private WorstSet() {}

    /** As many as may fail, by name; those with most room where nobody needs any. */
    static List<String> of(View view) {
        if (view.hosts().isEmpty()) {
            return List.of();
        }
        Census present = Census.of(view);
        Census census = present.demands.isEmpty() ? Census.of(view.state(), List.of(new Demand(1, 0))) : present;
        SlotModel model = SlotModel.uniform(census, SlotModel.Layout.BY_HOST);
        Condition tightest = Conditions.tightest(Measure.sufficient(view, census, model), view.failures());
        return tightest.worst().stream()
                .map(index -> view.hosts().get(index).name())
                .toList();
    }
}
