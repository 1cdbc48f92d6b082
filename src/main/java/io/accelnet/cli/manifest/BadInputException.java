package io.accelnet.cli.manifest;

import io.accelnet.plan.Phrases;
import java.util.List;

/** The manifests that somebody gave aren't what the API server would take. */
public final class BadInputException extends RuntimeException {
    private static final long serialVersionUID = 1;
    private static final int TOLD = 50;

    /**
     * What is wrong.
     *
     * @param consequence what isn't done for it, as the end of a sentence
     */
    public BadInputException(List<Problem> problems, String consequence) {
        super(tell(problems, consequence));
    }

    private static String tell(List<Problem> problems, String consequence) {
        StringBuilder text = new StringBuilder();
        problems.stream().limit(TOLD).forEach(problem -> text.append(problem).append('\n'));
        if (problems.size() > TOLD) {
            text.append("and ").append(problems.size() - TOLD).append(" more\n");
        }
        return text.append(Phrases.count(problems.size(), "error"))
                .append(" in the input: ")
                .append(consequence)
                .toString();
    }
}
