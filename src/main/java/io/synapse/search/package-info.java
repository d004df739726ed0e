/** Search algorithms. A new one is a class and a line in {@link io.synapse.search.Searchers}. */
package io.synapse.search;
