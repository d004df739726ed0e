/** From a job file to a {@link io.synapse.job.Job}. */
package io.synapse.job;
