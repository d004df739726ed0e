/** The program of a worker. */
package io.synapse.execute.worker;
