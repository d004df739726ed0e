/** Running trials: the contract of executors, and what they share. */
package io.synapse.execute;
