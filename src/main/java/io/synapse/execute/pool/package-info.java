/** Keeps workers for one attempt after another, and says what befell those that were lost. */
package io.synapse.execute.pool;
