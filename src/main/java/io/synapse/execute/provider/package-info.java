/**
 * Where trials can run: a provider for each name of {@code --executor}. A new one is a class and a
 * line in {@link io.synapse.execute.provider.ExecutorProviders}.
 */
package io.synapse.execute.provider;
