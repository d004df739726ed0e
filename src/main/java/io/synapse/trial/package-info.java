/** Trials: what they are, what happens to them, what is decided about them, and their history. */
package io.synapse.trial;
