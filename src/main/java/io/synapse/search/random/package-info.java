/** Random and grid search. */
package io.synapse.search.random;
