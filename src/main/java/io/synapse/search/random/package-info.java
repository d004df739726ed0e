/** Random and grid search: which combination of the grid each trial takes. */
package io.synapse.search.random;
