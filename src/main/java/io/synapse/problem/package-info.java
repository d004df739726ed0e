/**
 * What is wrong with an input, collected and reported all at once, and the specifications of
 * options.
 */
package io.synapse.problem;
