/** Trials as threads of this process. */
package io.synapse.execute.inline;
