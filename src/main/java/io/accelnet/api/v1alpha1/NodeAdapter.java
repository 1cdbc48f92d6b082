package io.accelnet.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.accelnet.api.schema.ApiType;
import io.accelnet.api.schema.Bounds;
import io.accelnet.api.schema.ListSet;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A physical port of a host.
 *
 * @param name the port's name on the host, as the ledger names it
 * @param altNames other names of the port, in lower case: the one that it had before an update of its driver, or one that the
 *     administrator gives it. Intents find the port by any of its names, compared without case. No two ports of a host share a name
 * @param sriovSupport what the port's driver reports of SR-IOV, as a word. Where PowerShell prints a number, 0 is Unknown, 1 Supported, 2
 *     MissingAcs, 3 MissingPfDriver, 4 NoBusResources, 5 NoIoMmuSupport, 6 NoVfBarSpace, 7 NoOscSupport
 * @param sriovEnabled whether SR-IOV is switched on for the port. Absent: not known
 * @param linkState whether the port has a link. While it is Down, the port gives nothing new. Absent: not known, and the port counts
 *     as Up
 * @param virtualFunctions how many virtual functions of the port are for this operator, those that are left out included
 * @param firstVirtualFunction the number of the first of them, as the host counts its virtual functions. Absent: 0
 * @param excludedVirtualFunctions the numbers of those that are left out, since they are broken, or in other hands
 * @param queuePairs the budget of queue pairs that all virtual functions of the port share. Absent: no such limit
 * @param maxQueuePairsPerVirtualFunction the most queue pairs that one virtual function of the port can have. Absent: no such
 *     limit
 */
@ApiType
@ValidationRule(
        value = "(has(self.firstVirtualFunction) ? self.firstVirtualFunction : 0) + self.virtualFunctions <= 2048",
        message =
                "virtualFunctions: the last one's number, firstVirtualFunction + virtualFunctions - 1, is 2047 at most:"
                        + " lower one of the two",
        fieldPath = ".virtualFunctions",
        reason = "FieldValueInvalid")
@ValidationRule(
        value = "!has(self.excludedVirtualFunctions) || self.excludedVirtualFunctions.all(f,"
                + " (has(self.firstVirtualFunction) ? self.firstVirtualFunction : 0) <= f && f <"
                + " (has(self.firstVirtualFunction) ? self.firstVirtualFunction : 0) + self.virtualFunctions)",
        message = "excludedVirtualFunctions: each is one of the port's: from firstVirtualFunction (default 0) to"
                + " firstVirtualFunction + virtualFunctions - 1",
        fieldPath = ".excludedVirtualFunctions",
        reason = "FieldValueInvalid")
public record NodeAdapter(
        @Size(min = 1, max = Bounds.PORT_LENGTH) @Pattern(Bounds.PORT) String name,

        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        @Size(max = Bounds.ALTERNATIVE_NAMES) @ListSet
        @ValidationRule(
                value = "self.all(n, n == n.lowerAscii())",
                message = "altNames: write them in lower case: names are compared without case",
                reason = "FieldValueInvalid")
        List<@Size(min = 1, max = Bounds.PORT_LENGTH) @Pattern(Bounds.PORT) String> altNames,

        SriovSupport sriovSupport,
        @Nullable Boolean sriovEnabled,
        @Nullable LinkState linkState,
        @Min(0) @Max(Bounds.VIRTUAL_FUNCTIONS) int virtualFunctions,
        @Min(0) @Max(Bounds.VIRTUAL_FUNCTIONS - 1) @Nullable Integer firstVirtualFunction,

        @JsonInclude(JsonInclude.Include.NON_EMPTY) @Size(max = Bounds.VIRTUAL_FUNCTIONS) @ListSet
        List<@Min(0) @Max(Bounds.VIRTUAL_FUNCTIONS - 1) Integer> excludedVirtualFunctions,

        @Min(1) @Max(Bounds.QUEUE_PAIRS) @Nullable Integer queuePairs,

        @Min(1) @Max(Bounds.QUEUE_PAIRS_PER_VIRTUAL_FUNCTION) @Nullable Integer maxQueuePairsPerVirtualFunction) {
    public NodeAdapter {
        altNames = Lists.orEmpty(altNames);
        excludedVirtualFunctions = Lists.orEmpty(excludedVirtualFunctions);
    }
}
