package io.accelnet.console.tab;

import io.accelnet.api.v1alpha1.Performance;
import io.accelnet.cli.change.VmSteps;
import io.accelnet.cli.scenario.BadRequestException;
import io.accelnet.plan.VmId;
import io.javalin.http.Context;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads what a request says in its address or its form. What isn't there is as if nothing had been typed. */
final class Fields {
    private static final int LONGEST_NUMBER = 9;

    private Fields() {}

    /** A text. */
    static String text(Context request, String name) {
        return Optional.ofNullable(request.formParam(name))
                .or(() -> Optional.ofNullable(request.queryParam(name)))
                .orElse("");
    }

    /** A number; 0 if it is none. */
    static int number(Context request, String name) {
        String said = text(request, name);
        return said.matches("\\d{1," + LONGEST_NUMBER + "}") ? Integer.parseInt(said) : 0;
    }

    /** Which page of a list is wanted: the one to which somebody goes, the first one of a new search, or the one that is shown. */
    static int page(Context request) {
        int to = number(request, "to");
        return to > 0 ? to : flag(request, "fresh") ? 1 : number(request, "page");
    }

    /** Whether something is chosen. */
    static boolean flag(Context request, String name) {
        return !text(request, name).isEmpty();
    }

    /**
     * A text that has to be there.
     *
     * @param what what it is, for people
     */
    static String required(Context request, String name, String what) {
        String said = text(request, name);
        if (said.isEmpty()) {
            throw new BadRequestException("no " + what + " is chosen");
        }
        return said;
    }

    /** The level that is chosen. */
    static Performance level(Context request) {
        String said = required(request, "performance", "performance");
        return Stream.of(Performance.values())
                .filter(level -> VmSteps.word(level).equals(said))
                .findFirst()
                .orElseThrow(
                        () -> new BadRequestException("performance " + said + ": one of Low, Medium, High is needed"));
    }

    /** VMs, each as namespace, slash and name. */
    static List<VmId> vms(Context request, String name) {
        return Stream.concat(request.formParams(name).stream(), request.queryParams(name).stream())
                .filter(said -> said.contains("/"))
                .map(said -> {
                    int slash = said.indexOf('/');
                    return new VmId(said.substring(0, slash), said.substring(slash + 1));
                })
                .distinct()
                .toList();
    }
}
