/** The train action: data set, then training or tuning, then the models' way into the store. */
package io.synapse.action;
