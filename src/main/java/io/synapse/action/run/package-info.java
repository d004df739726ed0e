/** The phases of a run, from its data set to its results. */
package io.synapse.action.run;
