/** Schedulers: which trial gets the next slot, and which one goes on after a report. */
package io.synapse.schedule;
