/** The program: the root of its commands, and how their failures are reported. */
package io.synapse.cli;
