package io.synapse.bench.search;

import io.synapse.space.Config;
import io.synapse.space.SearchSpace;
import java.util.function.ToDoubleFunction;

/**
 * A function to minimise.
 *
 * @param name its name in the results
 * @param space what it is searched in
 * @param minimum the least value in the space
 * @param value the value of a configuration
 */
record BenchFunction(
    String name, SearchSpace space, double minimum, ToDoubleFunction<Config> value) {}
