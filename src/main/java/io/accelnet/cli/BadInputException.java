package io.accelnet.cli;

import io.accelnet.cli.manifest.Problem;
import io.accelnet.plan.Phrases;
import java.util.List;

/** The input isn't what the API server would take. */
final class BadInputException extends RuntimeException {
    private static final long serialVersionUID = 1;
    private static final int TOLD = 50;

    /**
     * What is wrong.
     *
     * @param consequence what isn't done for it, as the end of a sentence
     */
    BadInputException(List<Problem> problems, String consequence) {
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
