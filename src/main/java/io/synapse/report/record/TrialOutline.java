package io.synapse.report.record;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Where a trial stands, without how it came there.
 *
 * @param id its id
 * @param status PENDING, RUNNING, PAUSED, TERMINATED, ERROR, or INTERRUPTED when nobody runs it any
 *     more
 * @param config the configuration of its last attempt
 * @param metrics its final metrics, or the newest, as they are in the journal
 * @param error why it failed; empty text when it didn't
 * @param model the id of its model in the store
 * @param notes what befell it, each once
 * @param decision why it was stopped or paused, or kept at last; empty text without a reason
 * @param usage what each of its attempts used, in their order, as far as that is known
 */
public record TrialOutline(
    String id,
    String status,
    Map<String, Object> config,
    Map<String, Object> metrics,
    String error,
    OptionalLong model,
    List<String> notes,
    String decision,
    List<RecordedUsage> usage) {}
