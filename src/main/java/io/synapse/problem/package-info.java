/** What is wrong with an input, collected and told at once; and the specification of options. */
package io.synapse.problem;
