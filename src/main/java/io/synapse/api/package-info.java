/**
 * What the author of a plugin sees: the two entry points and the objects they are given.
 *
 * <p>A plugin compiles against this package alone. It is found by a file in {@code
 * META-INF/services} named after {@link io.synapse.api.TrainPlugin} or {@link
 * io.synapse.api.TunePlugin}; one class may be named in both.
 */
package io.synapse.api;
