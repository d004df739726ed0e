/** Running trials: the executor's contract and what the tuner and an executor exchange. */
package io.synapse.execute;
