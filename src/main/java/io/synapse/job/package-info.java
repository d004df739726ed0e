/** From a job file to a {@link io.synapse.job.Job}: reading, checking, migrating, overriding. */
package io.synapse.job;
