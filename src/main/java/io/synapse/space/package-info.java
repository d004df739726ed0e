/** The search space: distributions, dimensions, and one trial's configuration. */
package io.synapse.space;
