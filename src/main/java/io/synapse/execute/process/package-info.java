/** The driver's side of workers on this machine: starting, watching and ending them. */
package io.synapse.execute.process;
