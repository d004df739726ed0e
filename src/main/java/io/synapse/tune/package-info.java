/** The tuning loop. */
package io.synapse.tune;
