/** Trials in worker processes of their own: one for each slot, kept from trial to trial. */
package io.synapse.execute.process;
