package io.accelnet.api.v1alpha1;

import io.accelnet.api.schema.ApiType;
import io.accelnet.api.schema.Bounds;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/**
 * Queue pairs per virtual function, by performance level. No level has more than the next higher one.
 *
 * @param low queue pairs of each virtual function of a VM of level Low
 * @param medium queue pairs of each virtual function of a VM of level Medium
 * @param high queue pairs of each virtual function of a VM of level High
 */
@ApiType
@ValidationRule(
        value = "self.low <= self.medium",
        message = "queuePairs: low (default 1) must not exceed medium (default 2): lower low or raise medium",
        fieldPath = ".low",
        reason = "FieldValueInvalid")
@ValidationRule(
        value = "self.medium <= self.high",
        message = "queuePairs: medium (default 2) must not exceed high (default 4): lower medium or raise high",
        fieldPath = ".medium",
        reason = "FieldValueInvalid")
public record QueuePairs(
        @Min(1) @Max(Bounds.QUEUE_PAIRS_PER_VIRTUAL_FUNCTION) @Default("1") @Nullable Integer low,

        @Min(1) @Max(Bounds.QUEUE_PAIRS_PER_VIRTUAL_FUNCTION) @Default("2") @Nullable Integer medium,

        @Min(1) @Max(Bounds.QUEUE_PAIRS_PER_VIRTUAL_FUNCTION) @Default("4") @Nullable Integer high) {}
