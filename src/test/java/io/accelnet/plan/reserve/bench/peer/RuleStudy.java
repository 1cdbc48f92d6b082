package io.accelnet.plan.reserve.bench.peer;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** How often each rule errs, and which way, over random clusters that are checked exactly. */
public final class RuleStudy {

    private RuleStudy() {}

    /**
     * One rule's record.
     *
     * @param states how many clusters were looked at
     * @param survivable how many of them survive every tolerated failure
     * @param accepted how many the rule accepts
     * @param unsound accepted, but some tolerated failure leaves VMs without VFs
     * @param needless refused, though every tolerated failure would be survived
     */
    public record Outcome(AdmissionRule rule, int states, int survivable, int accepted, int unsound, int needless) {}

    /**
     * The same seed gives the same clusters.
     *
     * @param states how many clusters
     */
    public static List<Outcome> of(long seed, int states) {
        Random random = new Random(seed);
        List<RandomState> all = new ArrayList<>();
        List<Boolean> survives = new ArrayList<>();
        for (int state = 0; state < states; state++) {
            RandomState next = RandomState.of(random);
            all.add(next);
            survives.add(next.survives());
        }
        List<Outcome> outcomes = new ArrayList<>();
        for (AdmissionRule rule : AdmissionRule.values()) {
            outcomes.add(judge(rule, all, survives));
        }
        return outcomes;
    }

    private static Outcome judge(AdmissionRule rule, List<RandomState> states, List<Boolean> survives) {
        int accepted = 0;
        int unsound = 0;
        int needless = 0;
        int survivable = 0;
        for (int state = 0; state < states.size(); state++) {
            boolean accepts = rule.accepts(states.get(state));
            boolean safe = survives.get(state);
            survivable += safe ? 1 : 0;
            accepted += accepts ? 1 : 0;
            unsound += accepts && !safe ? 1 : 0;
            needless += !accepts && safe ? 1 : 0;
        }
        return new Outcome(rule, states.size(), survivable, accepted, unsound, needless);
    }
}
