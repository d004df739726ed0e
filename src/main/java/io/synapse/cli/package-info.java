/** The commands: what a user types, and the wiring of the parts that do it. */
package io.synapse.cli;
