/** Tree-structured Parzen estimators: densities of good and of other configurations. */
package io.synapse.search.tpe;
