/**
 * The worker: a process that runs one attempt after another and talks to the driver in lines. The
 * driver's side uses the line channel, the names in the environment and the translation of events.
 */
package io.synapse.execute.worker;
