package io.synapse.action;

import io.synapse.execute.resources.Gpu;
import io.synapse.execute.resources.WorkerShare;
import java.util.List;

/**
 * Where and with what trials run.
 *
 * @param kind where
 * @param share what each of them gets of the machine
 * @param gpus the machine's devices
 * @param workerJavaOptions what the user gives the workers' virtual machines
 */
public record Execution(
    ExecutorKind kind, WorkerShare share, List<Gpu> gpus, List<String> workerJavaOptions) {}
