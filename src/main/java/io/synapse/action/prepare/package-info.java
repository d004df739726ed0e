/** Finding and checking everything that a job names, before anything runs or is written. */
package io.synapse.action.prepare;
