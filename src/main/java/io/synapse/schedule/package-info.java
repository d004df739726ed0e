/** Schedulers. A new one is a class and a line in {@link io.synapse.schedule.Schedulers}. */
package io.synapse.schedule;
