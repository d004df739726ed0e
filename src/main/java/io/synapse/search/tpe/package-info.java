/** The tree-structured Parzen estimator. */
package io.synapse.search.tpe;
